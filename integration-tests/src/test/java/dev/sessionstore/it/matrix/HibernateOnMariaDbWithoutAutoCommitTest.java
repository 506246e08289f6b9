package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "hibernate", database = Database.MARIADB, autoCommit = false)
class HibernateOnMariaDbWithoutAutoCommitTest extends MatrixTck {}
