package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;
import org.junit.jupiter.api.Tag;

@Tag("chance")
@On(backend = "ebean", database = Database.POSTGRESQL)
class EbeanOnPostgreSqlTest extends MatrixTck {}
