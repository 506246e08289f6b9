package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "jdbc", database = Database.H2_MEMORY, known = false)
class JdbcOnUnknownH2MemoryTest extends MatrixTck {}
