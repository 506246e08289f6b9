/**
 * A small web shop, written with plain servlets. Its pages use {@code HttpSession}; only the
 * devices page uses the store.
 */
@NullMarked
package dev.sessionstore.examples.web;

import org.jspecify.annotations.NullMarked;
