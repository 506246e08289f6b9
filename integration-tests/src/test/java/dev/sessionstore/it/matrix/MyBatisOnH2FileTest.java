package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "mybatis", database = Database.H2_FILE)
class MyBatisOnH2FileTest extends MatrixTck {}
