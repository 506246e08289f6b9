package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;
import dev.sessionstore.tck.ExcludedRule;

/** The empty text is null. */
@ExcludedRule(rule = "COL-1", because = "it writes an empty text, which this database takes for null")
@ExcludedRule(rule = "GET-6", because = "one of its unreadable documents is empty, which this database takes for null")
@On(backend = "hibernate", database = Database.MARIADB,
    settings = "?sessionVariables=sql_mode='EMPTY_STRING_IS_NULL,STRICT_TRANS_TABLES'")
class HibernateOnMariaDbWithoutEmptyTextsTest extends MatrixTck {}
