/** {@code HttpSession} on a session store: one filter. Stable between minor versions. */
@NullMarked
package dev.sessionstore.servlet;

import org.jspecify.annotations.NullMarked;
