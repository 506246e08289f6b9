package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "jdbc", database = Database.POSTGRESQL, autoCommit = false)
class JdbcOnPostgreSqlWithoutAutoCommitTest extends MatrixTck {}
