package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "mybatis", database = Database.POSTGRESQL, autoCommit = false)
class MyBatisOnPostgreSqlWithoutAutoCommitTest extends MatrixTck {}
