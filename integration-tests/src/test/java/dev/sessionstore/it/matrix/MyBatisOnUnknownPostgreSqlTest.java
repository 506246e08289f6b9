package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "mybatis", database = Database.POSTGRESQL, known = false)
class MyBatisOnUnknownPostgreSqlTest extends MatrixTck {}
