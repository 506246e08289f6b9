package dev.sessionstore.tck.rules;

/**
 * Rules on one concept. An interface of default methods, so that its tests count as tests of each
 * backend's own class.
 */
interface RuleGroup {

  /** {@return this test's stores, clock and instruments} */
  Kit kit();
}
