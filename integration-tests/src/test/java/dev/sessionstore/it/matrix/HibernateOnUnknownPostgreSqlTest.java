package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "hibernate", database = Database.POSTGRESQL, known = false)
class HibernateOnUnknownPostgreSqlTest extends MatrixTck {}
