package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "hibernate", database = Database.SQLITE)
class HibernateOnSqliteTest extends MatrixTck {}
