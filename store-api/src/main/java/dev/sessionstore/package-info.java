/** What an application imports. Stable: nothing here is removed or changed incompatibly. */
@NullMarked
package dev.sessionstore;

import org.jspecify.annotations.NullMarked;
