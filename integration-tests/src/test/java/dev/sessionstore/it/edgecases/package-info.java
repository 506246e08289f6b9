/** What an application may do around a store, and what may happen to its database. */
@NullMarked
package dev.sessionstore.it.edgecases;

import org.jspecify.annotations.NullMarked;
