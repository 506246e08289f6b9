package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;
import dev.sessionstore.tck.ExcludedRule;

/** The empty text is null. */
@ExcludedRule(rule = "COL-1", because = "it writes an empty text, which this database takes for null")
@ExcludedRule(rule = "GET-6", because = "one of its unreadable documents is empty, which this database takes for null")
@On(backend = "mybatis", database = Database.H2_MEMORY, settings = ";MODE=Oracle")
class MyBatisOnH2LikeOracleTest extends MatrixTck {}
