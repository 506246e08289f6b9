/**
 * Instruments, for the kit's rules and for a harness's own tests: a DataSource that counts, holds
 * and breaks statements, a gate that forces a race, a clock and a scheduler that move when told to,
 * a listener that records. None of them knows a rule.
 *
 * <p>
 * Stability: types and methods stay, and new ones may come, but for what is described as being for
 * the kit itself.
 */
@NullMarked
package dev.sessionstore.tck.probe;

import org.jspecify.annotations.NullMarked;
