/** The program behind the README's first command: a web application, and a tour on the console. */
@NullMarked
package dev.sessionstore.examples;

import org.jspecify.annotations.NullMarked;
