package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** By standard SQL only. */
@On(backend = "ebean", database = Database.POSTGRESQL, known = false)
class EbeanOnUnknownPostgreSqlTest extends MatrixTck {}
