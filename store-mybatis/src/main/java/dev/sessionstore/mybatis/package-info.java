/** Sessions through MyBatis: rows only. Stable between minor versions. */
@NullMarked
package dev.sessionstore.mybatis;

import org.jspecify.annotations.NullMarked;
