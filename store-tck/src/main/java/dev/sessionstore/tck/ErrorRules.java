package dev.sessionstore.tck;

/** x. */
interface ErrorRules extends RuleGroup {}
