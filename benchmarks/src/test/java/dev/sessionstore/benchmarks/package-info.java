/** The benchmarks measure what they say, and the stores allocate no more than they did. */
@NullMarked
package dev.sessionstore.benchmarks;

import org.jspecify.annotations.NullMarked;
