/** What a backend implements. Stable between minor versions. */
@NullMarked
package dev.sessionstore.spi;

import org.jspecify.annotations.NullMarked;
