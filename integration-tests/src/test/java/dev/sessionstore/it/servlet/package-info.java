/** The filter in a framework's hands. */
@NullMarked
package dev.sessionstore.it.servlet;

import org.jspecify.annotations.NullMarked;
