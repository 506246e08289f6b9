package dev.sessionstore.tck.rules;

/**
 * Rules on one concept: an interface of default methods, so that each backend's test class counts
 * all its tests under its own name.
 */
interface RuleGroup {

  /** {@return this test's stores, clock and instruments} */
  Kit kit();
}
