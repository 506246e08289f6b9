/** The totals of the tests of all modules. */
@NullMarked
package dev.sessionstore.report;

import org.jspecify.annotations.NullMarked;
