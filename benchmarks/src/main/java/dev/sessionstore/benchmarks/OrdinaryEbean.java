package dev.sessionstore.benchmarks;

import dev.sessionstore.spi.SessionRow;
import io.ebean.Database;
import io.ebean.SqlUpdate;
import io.ebean.config.dbplatform.DatabasePlatform;
import java.sql.Types;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** As Ebean's guide has it: {@code SqlQuery} and {@code SqlUpdate}, each in its own transaction. */
final class OrdinaryEbean implements PlainTable {

  private final Database database;

  OrdinaryEbean(DataSource dataSource) {
    this.database = Database.builder().name("ordinary").register(false).defaultDatabase(false)
        .loadModuleInfo(false).disableClasspathSearch(true)
        .databasePlatform(new DatabasePlatform()).dataSource(dataSource).skipDataSourceCheck(true)
        .ddlGenerate(false).ddlRun(false).shutdownHook(false)
        .build();
  }

  @Override
  public @Nullable SessionRow find(String key) {
    return database.sqlQuery(RawTable.FIND).setParameter(1, key).mapTo((row, n) -> RawTable.row(row)).findOne();
  }

  @Override
  public void insert(SessionRow row) {
    SqlUpdate insert = database.sqlUpdate(RawTable.INSERT).setParameter(1, row.key()).setParameter(2, row.data())
        .setParameter(3, row.expires());
    setMaxAge(insert, 4, row.maxAge()).setParameter(5, row.version()).setParameter(6, row.createdAt())
        .setParameter(7, row.updatedAt()).setParameter(8, RawTable.username(row)).execute();
  }

  private static SqlUpdate setMaxAge(SqlUpdate update, int position, @Nullable Long maxAge) {
    return maxAge == null ? update.setNullParameter(position, Types.BIGINT) : update.setParameter(position, maxAge);
  }

  @Override
  public boolean update(String key, long version, long now, SessionRow row) {
    SqlUpdate update = database.sqlUpdate(RawTable.UPDATE).setParameter(1, row.key()).setParameter(2, row.data());
    return setMaxAge(update, 3, row.maxAge()).setParameter(4, row.version()).setParameter(5, row.updatedAt())
        .setParameter(6, RawTable.username(row)).setParameter(7, row.expires()).setParameter(8, key)
        .setParameter(9, version).setParameter(10, now).execute() > 0;
  }

  @Override
  public boolean touch(String key, long now, long idle, long lifetime, long latest) {
    return database.sqlUpdate(RawTable.TOUCH).setParameter(1, now).setParameter(2, now).setParameter(3, idle)
        .setParameter(4, lifetime).setParameter(5, latest).setParameter(6, key).setParameter(7, now).execute() > 0;
  }

  @Override
  public boolean delete(String key) {
    return database.sqlUpdate(RawTable.DELETE).setParameter(1, key).execute() > 0;
  }

  @Override
  public void close() {
    database.shutdown(false, false);
  }
}
