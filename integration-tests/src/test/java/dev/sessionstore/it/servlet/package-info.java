/** The filter in a framework. */
@NullMarked
package dev.sessionstore.it.servlet;

import org.jspecify.annotations.NullMarked;
