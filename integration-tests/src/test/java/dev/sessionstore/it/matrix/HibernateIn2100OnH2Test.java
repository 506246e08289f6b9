package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** EXPIRY-5: only the given clock counts. */
@On(backend = "hibernate", database = Database.H2_MEMORY, epoch = "2100-02-28T23:00:00Z")
class HibernateIn2100OnH2Test extends MatrixTck {}
