package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "jdbc", database = Database.POSTGRESQL)
class JdbcOnPostgreSqlTest extends MatrixTck {}
