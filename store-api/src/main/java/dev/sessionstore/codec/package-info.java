/** How a session becomes a JSON document and back. Replaceable. */
@NullMarked
package dev.sessionstore.codec;

import org.jspecify.annotations.NullMarked;
