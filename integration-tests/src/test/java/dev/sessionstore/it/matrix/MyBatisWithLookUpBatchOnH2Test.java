package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;

/** GET-8: every rule holds where look-ups may share a statement. */
@On(backend = "mybatis", database = Database.H2_MEMORY, lookUpBatch = 64)
class MyBatisWithLookUpBatchOnH2Test extends MatrixTck {}
