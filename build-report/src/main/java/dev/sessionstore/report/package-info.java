/** What the tests of all modules came to. */
@NullMarked
package dev.sessionstore.report;

import org.jspecify.annotations.NullMarked;
