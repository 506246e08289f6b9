package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "hibernate", database = Database.H2_FILE)
class HibernateOnH2FileTest extends MatrixTck {}
