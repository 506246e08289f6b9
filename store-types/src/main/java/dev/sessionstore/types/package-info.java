/**
 * Typed attributes for hosts of sessions: an HttpSession, a framework's own session, anything that
 * takes values of any class. Says how such values are laid out in the store's plain JSON, and which
 * come back as what they were put as: {@link dev.sessionstore.types.AttributeTypes} encodes and
 * decodes single values, {@link dev.sessionstore.types.TypedAttributes} reads and writes them in a
 * {@link dev.sessionstore.Session}. Hosts that use both can read each other's sessions.
 *
 * <p>
 * The API may change until 1.0. What is stored may not: later versions read what earlier ones
 * wrote.
 */
@NullMarked
package dev.sessionstore.types;

import org.jspecify.annotations.NullMarked;
