/** Sessions through plain JDBC: rows only. May change until 1.0. */
@NullMarked
package dev.sessionstore.jdbc;

import org.jspecify.annotations.NullMarked;
