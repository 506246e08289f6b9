package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "ebean", database = Database.H2_MEMORY, known = false)
class EbeanOnUnknownH2MemoryTest extends MatrixTck {}
