package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "jdbc", database = Database.SQLITE)
class JdbcOnSqliteTest extends MatrixTck {}
