package dev.sessionstore.tck;

/** x. */
interface TransactionRules extends RuleGroup {}
