package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "jdbc", database = Database.H2_MEMORY)
class JdbcOnH2MemoryTest extends MatrixTck {}
