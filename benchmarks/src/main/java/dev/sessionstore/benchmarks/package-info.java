/** Speed: the stores side by side with raw JDBC and the peers. */
@NullMarked
package dev.sessionstore.benchmarks;

import org.jspecify.annotations.NullMarked;
