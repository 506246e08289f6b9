/**
 * Typed attributes for hosts of sessions: an HttpSession, a framework's own session, or anything
 * else that accepts values of any class. Defines how such values are represented in the store's
 * plain JSON: {@link dev.sessionstore.types.AttributeTypes} encodes and decodes single values,
 * {@link dev.sessionstore.types.TypedAttributes} reads and writes them in a
 * {@link dev.sessionstore.Session}. Hosts that use both can read each other's sessions.
 *
 * <p>
 * The API may change until 1.0. The stored format will not: later versions read what earlier ones
 * wrote.
 */
@NullMarked
package dev.sessionstore.types;

import org.jspecify.annotations.NullMarked;
