package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** EXPIRY-5: only the given clock counts. */
@On(backend = "hibernate", database = Database.H2_MEMORY, epoch = "1999-12-31T23:59:59.999Z")
class HibernateIn1999OnH2Test extends MatrixTck {}
