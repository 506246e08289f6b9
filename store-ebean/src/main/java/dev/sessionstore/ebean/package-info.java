/** Sessions through Ebean: rows only. Stable between minor versions. */
@NullMarked
package dev.sessionstore.ebean;

import org.jspecify.annotations.NullMarked;
