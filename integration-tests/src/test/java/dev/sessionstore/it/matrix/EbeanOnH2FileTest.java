package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

@On(backend = "ebean", database = Database.H2_FILE)
class EbeanOnH2FileTest extends MatrixTck {}
