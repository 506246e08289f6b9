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

  /** Returns product and kind, for a test's display name. */
  public String name() {
    return name;
  }

  /** Returns the JDBC URL of this schema. */
  public String url() {
    return url;
  }

  /** Returns the user to connect as. */
  public String user() {
    return user;
  }

  /** Returns the user's password, often empty. */
  public String password() {
    return password;
  }

  /**
   * Returns a typical pool: auto-commit, at most 12 connections. {@link #close()} closes it if it
   * is still open.
   */
  public HikariDataSource newPool() {
    return newPool(true);
  }

  /**
   * Returns a pool.
   *
   * @param autoCommit the mode of its connections
   * @return the open pool; {@link #close()} closes it if it is still open
   */
  public HikariDataSource newPool(boolean autoCommit) {
    return newPool(autoCommit, "");
  }

  /**
   * Returns a pool with further settings.
   *
   * @param autoCommit the mode of its connections
   * @param settings an addition to the URL, in the driver's notation with its separator; may be
   *   empty
   * @return the open pool; {@link #close()} closes it if it is still open
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

  /** Returns a connection outside every pool; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Closes the pools and drops the schema with everything in it. */
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
