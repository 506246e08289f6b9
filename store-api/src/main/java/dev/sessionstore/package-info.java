/** What an application imports. Stable: what is here stays. */
@NullMarked
package dev.sessionstore;

import org.jspecify.annotations.NullMarked;
