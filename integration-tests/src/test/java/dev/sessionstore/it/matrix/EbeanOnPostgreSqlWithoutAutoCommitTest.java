package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "ebean", database = Database.POSTGRESQL, autoCommit = false)
class EbeanOnPostgreSqlWithoutAutoCommitTest extends MatrixTck {}
