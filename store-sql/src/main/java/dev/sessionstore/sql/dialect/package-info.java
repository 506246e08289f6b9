/**
 * What differs between databases: statements, types, DDL, settings and errors. May change until
 * 1.0.
 */
@NullMarked
package dev.sessionstore.sql.dialect;

import org.jspecify.annotations.NullMarked;
