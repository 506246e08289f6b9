/**
 * A small shop on the web, written with plain servlets: its pages know {@code HttpSession}, only
 * the devices page knows the store.
 */
@NullMarked
package dev.sessionstore.examples.web;

import org.jspecify.annotations.NullMarked;
