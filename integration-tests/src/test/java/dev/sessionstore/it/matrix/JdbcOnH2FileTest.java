package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;
import org.junit.jupiter.api.Tag;

@Tag("chance")
@On(backend = "jdbc", database = Database.H2_FILE)
class JdbcOnH2FileTest extends MatrixTck {}
