/** Sessions through Hibernate: rows only. Stable between minor versions. */
@NullMarked
package dev.sessionstore.hibernate;

import org.jspecify.annotations.NullMarked;
