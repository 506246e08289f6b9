package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "ebean", database = Database.SQLITE)
class EbeanOnSqliteTest extends MatrixTck {}
