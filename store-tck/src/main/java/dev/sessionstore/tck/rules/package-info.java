/**
 * The rules of the contract, as tests: an interface per concept, all of them together
 * {@link dev.sessionstore.tck.rules.ContractRules}. {@link dev.sessionstore.tck.rules.Kit} is what
 * a test works with, {@link dev.sessionstore.tck.rules.Capability} what a harness can offer.
 *
 * <p>
 * Stability: a new release may add rules, tests and capabilities, and change what a test does to
 * prove its rule. The methods of {@code Kit} stay, but for those whose description says that they
 * are for the kit itself.
 */
@NullMarked
package dev.sessionstore.tck.rules;

import org.jspecify.annotations.NullMarked;
