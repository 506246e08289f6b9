package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "jdbc", database = Database.POSTGRESQL, known = false)
class JdbcOnUnknownPostgreSqlTest extends MatrixTck {}
