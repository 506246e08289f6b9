/** The program behind the README's first command. */
@NullMarked
package dev.sessionstore.examples;

import org.jspecify.annotations.NullMarked;
