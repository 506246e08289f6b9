/** A third party's project, which uses the packaged artifacts and nothing of this build. */
@NullMarked
package dev.sessionstore.it.stranger;

import org.jspecify.annotations.NullMarked;
