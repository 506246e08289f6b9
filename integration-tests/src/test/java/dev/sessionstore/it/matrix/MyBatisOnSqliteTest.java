package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "mybatis", database = Database.SQLITE)
class MyBatisOnSqliteTest extends MatrixTck {}
