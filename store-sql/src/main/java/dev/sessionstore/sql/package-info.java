/**
 * The common part of SQL backends: statements, DDL and the meaning of failures per database, and
 * {@link dev.sessionstore.sql.SqlSessionTable}, which a backend extends with two methods. Stable
 * between minor versions.
 */
@NullMarked
package dev.sessionstore.sql;

import org.jspecify.annotations.NullMarked;
