package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "hibernate", database = Database.POSTGRESQL)
class HibernateOnPostgreSqlTest extends MatrixTck {}
