/**
 * Real databases for tests: H2 in the JVM, PostgreSQL and MariaDB as servers that the tests start,
 * or that system properties name.
 */
@NullMarked
package dev.sessionstore.it.databases;

import org.jspecify.annotations.NullMarked;
