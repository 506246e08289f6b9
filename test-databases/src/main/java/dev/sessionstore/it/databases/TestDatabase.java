package dev.sessionstore.it.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An empty schema on one database, with its address. Thread-safe. */
public final class TestDatabase implements AutoCloseable {

  private static final int POOL_SIZE = 12;

  private final String name;
  private final String url;
  private final String user;
  private final String password;
  private final Database.Cleanup cleanup;
  private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

  TestDatabase(String name, String url, String user, String password, Database.Cleanup cleanup) {
    this.name = name;
    this.url = url;
    this.user = user;
    this.password = password;
    this.cleanup = cleanup;
  }

  /** Product and kind, for a test's display name. */
  public String name() {
    return name;
  }

  /** JDBC URL that lands in this schema. */
  public String url() {
    return url;
  }

  /** Whom to connect as. */
  public String user() {
    return user;
  }

  /** The user's password, often empty. */
  public String password() {
    return password;
  }

  /** A pool as most applications have it: auto-commit, 12 connections at most. {@link #close()} closes it, if nobody did before. */
  public HikariDataSource newPool() {
    return newPool(true);
  }

  /**
   * A pool.
   *
   * @param autoCommit how its connections come
   * @return open; {@link #close()} closes it, if nobody did before
   */
  public HikariDataSource newPool(boolean autoCommit) {
    return newPool(autoCommit, "");
  }

  /**
   * A pool with settings of its own.
   *
   * @param autoCommit how its connections come
   * @param settings what the URL says besides, in the driver's notation, the mark before it included; maybe empty
   * @return open; {@link #close()} closes it, if nobody did before
   */
  public HikariDataSource newPool(boolean autoCommit, String settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url + settings);
    config.setUsername(user);
    config.setPassword(password);
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }

  /** A connection outside every pool; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Closes the pools handed out and drops the schema with everything in it. */
  @Override
  public void close() throws SQLException {
    pools.forEach(HikariDataSource::close);
    try (Connection connection = connect()) {
      cleanup.run(connection);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
