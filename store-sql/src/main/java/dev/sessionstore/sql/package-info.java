/**
 * What every SQL backend shares: statement texts and DDL per database, failure classes, and
 * {@link dev.sessionstore.sql.SqlSessionTable}, which a backend extends by two methods. Stable
 * between minor versions.
 */
@NullMarked
package dev.sessionstore.sql;

import org.jspecify.annotations.NullMarked;
