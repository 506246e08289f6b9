/** What an application may do around a store, and what may befall its database. */
@NullMarked
package dev.sessionstore.it.corners;

import org.jspecify.annotations.NullMarked;
