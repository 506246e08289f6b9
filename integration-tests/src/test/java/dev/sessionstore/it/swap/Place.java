package dev.sessionstore.it.swap;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.probe.VirtualClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One database with one pool, one table and all three stores open on it, of the same options but
 * one clock.
 */
final class Place implements AutoCloseable {

  static final String TABLE = "web_sessions";

  final VirtualClock clock = new VirtualClock(Instant.parse("2031-05-06T07:08:09.010Z"));
  private final AtomicInteger idsDrawn = new AtomicInteger();
  private final TestDatabase database;
  private final HikariDataSource pool;
  private final Map<Backend, SessionStore> stores = new EnumMap<>(Backend.class);

  Place(Database kind) {
    this.database = kind.fresh();
    this.pool = database.newPool();
    for (Backend backend : Backend.values()) {
      stores.put(backend, builder(backend, TABLE).createTable(stores.isEmpty()).open());
    }
  }

  SessionStore.Builder builder(Backend backend, String table) {
    return SessionStore.builder()
        .dataSource(pool)
        .backend(backend.toString())
        .options(o -> o.tableName(table)
            .columns(Columns.ALL)
            .clock(clock)
            .updateTimeout(Duration.ofMinutes(10))
            .idGenerator(() -> "drawn-" + idsDrawn.incrementAndGet())
            .expiration(Duration.ofHours(2))
            .absoluteLifetime(Duration.ofDays(30)).sweepBatch(2).checkExpirationInterval(Duration.ZERO));
  }

  SessionStore store(Backend backend) {
    return stores.get(backend);
  }

  /** An empty table, and ids drawn from the first on. */
  void reset() {
    store(Backend.HIBERNATE).clear();
    idsDrawn.set(0);
  }

  /**
   * Returns every row by key, every column by name, as text from the database, without a backend.
   */
  Map<String, Map<String, String>> rows() throws SQLException {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select * from " + TABLE)) {
      ResultSetMetaData columns = found.getMetaData();
      while (found.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), String.valueOf(found.getString(i)));
        }
        rows.put(found.getString("sid"), row);
      }
    }
    return rows;
  }

  int busyConnections() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  public void close() throws SQLException {
    stores.values().forEach(SessionStore::close);
    database.close();
  }

  @Override
  public String toString() {
    return database.name();
  }
}
