package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;
import org.junit.jupiter.api.Tag;

@Tag("chance")
@On(backend = "mybatis", database = Database.H2_FILE)
class MyBatisOnH2FileTest extends MatrixTck {}
