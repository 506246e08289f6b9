package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "mybatis", database = Database.H2_MEMORY, known = false)
class MyBatisOnUnknownH2MemoryTest extends MatrixTck {}
