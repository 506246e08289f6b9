/** Measures the speed of the stores, raw JDBC and the peers. */
@NullMarked
package dev.sessionstore.benchmarks;

import org.jspecify.annotations.NullMarked;
