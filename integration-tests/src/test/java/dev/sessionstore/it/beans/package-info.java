/** Beans of an application that uses Ebean: the only package that Ebean's enhancer is let into. */
@NullMarked
package dev.sessionstore.it.beans;

import org.jspecify.annotations.NullMarked;
