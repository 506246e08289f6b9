/**
 * {@code HttpSession} on a {@link dev.sessionstore.SessionStore}:
 * {@link dev.sessionstore.servlet.SessionFilter} in front of any Jakarta Servlet 6 application.
 * Stable from 1.0 on.
 */
@NullMarked
package dev.sessionstore.servlet;

import org.jspecify.annotations.NullMarked;
