package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "mybatis", database = Database.H2_MEMORY)
class MyBatisOnH2MemoryTest extends MatrixTck {}
