package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL alone. */
@On(backend = "mybatis", database = Database.H2_MEMORY, known = false)
class MyBatisOnUnknownH2MemoryTest extends MatrixTck {}
