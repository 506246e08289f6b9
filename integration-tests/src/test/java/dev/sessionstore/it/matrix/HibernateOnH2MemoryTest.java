package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "hibernate", database = Database.H2_MEMORY)
class HibernateOnH2MemoryTest extends MatrixTck {}
