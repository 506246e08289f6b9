/** How to write a backend of one's own: one class over plain JDBC. */
@NullMarked
package dev.sessionstore.examples.backend;

import org.jspecify.annotations.NullMarked;
