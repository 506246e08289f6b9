/** The conformance kit: extend {@link dev.sessionstore.tck.SessionStoreTck} to prove a backend. It grows rule by rule. */
@NullMarked
package dev.sessionstore.tck;

import org.jspecify.annotations.NullMarked;
