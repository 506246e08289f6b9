package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "mybatis", database = Database.MARIADB)
class MyBatisOnMariaDbTest extends MatrixTck {}
