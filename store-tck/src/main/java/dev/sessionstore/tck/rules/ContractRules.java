package dev.sessionstore.tck.rules;

/** All rules of the contract, each a test. For {@code SessionStoreTck}, which harnesses extend. */
public interface ContractRules
    extends IdRules, SecrecyRules, GetRules, LookUpRules, ValueRules, UnreadableRules, CreateRules, SetRules, SaveRules,
    UpdateRules, TouchRules, TouchLimitRules, RotateRules, RotateRaceRules, DestroyRules, ListRules, ExpiryRules,
    SweepRules, SweeperRules, ColumnRules, TableRules, TransactionRules, LifeRules, EventRules, ErrorRules, HangRules,
    SqlRules {}
