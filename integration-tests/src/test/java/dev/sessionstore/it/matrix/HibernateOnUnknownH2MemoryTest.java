package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "hibernate", database = Database.H2_MEMORY, known = false)
class HibernateOnUnknownH2MemoryTest extends MatrixTck {}
