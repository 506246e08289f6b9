/** What an application may do around a store, and what may befall its database. */
@NullMarked
package dev.sessionstore.it.edgecases;

import org.jspecify.annotations.NullMarked;
