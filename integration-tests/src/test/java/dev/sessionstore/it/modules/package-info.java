/** The packaged jars on the module path. */
@NullMarked
package dev.sessionstore.it.modules;

import org.jspecify.annotations.NullMarked;
