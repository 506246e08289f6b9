package dev.sessionstore.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.sql.dialect.SqlDialect;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A small pool of auto-committing connections for a store on a URL, closed with the store. The only
 * class that uses HikariCP. Thread-safe.
 */
final class StorePool {

  private static final int MAX_CONNECTIONS = 8;
  private static final int CONNECT_MILLIS = 10_000;
  private static final Pattern KIND = Pattern.compile("jdbc:[A-Za-z0-9]+:");
  private static final Pattern SECRET =
      Pattern.compile("(?:(?:password|pwd)=([^;&]+))|(?://[^/@]*:([^/@]+)@)", Pattern.CASE_INSENSITIVE);

  private final HikariDataSource pool;

  private StorePool(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Checks with one connection that the database can be reached, then opens the pool.
   *
   * @throws IllegalArgumentException when no driver accepts the URL
   * @throws SessionStoreException when the database cannot be reached; neither message nor cause
   *   quotes the URL or password
   */
  static StorePool open(String url, @Nullable String user, @Nullable String password) {
    Driver driver = driver(url);
    Properties settings = settings(url);
    Properties login = new Properties();
    login.putAll(settings);
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password);
    }
    try (Connection probe = driver.connect(url, login)) {
      if (probe == null) {
        throw noDriver(url);
      }
    } catch (SQLException e) {
      throw new SessionStoreException("The database behind the url (" + kind(url)
          + "…) cannot be reached, or it refused the login (SQLState " + e.getSQLState()
          + "); check url, user and password, and that the server runs.", harmless(e, url, password));
    }
    HikariConfig config = new HikariConfig();
    config.setDriverClassName(driver.getClass().getName());
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setDataSourceProperties(settings);
    config.setPoolName("session-store");
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setAutoCommit(true);
    config.setConnectionTimeout(CONNECT_MILLIS);
    // checked already; a failure here would be logged with the driver's message
    config.setInitializationFailTimeout(-1);
    return new StorePool(new HikariDataSource(config));
  }

  DataSource dataSource() {
    return pool;
  }

  void close() {
    pool.close();
  }

  /**
   * Finds the driver. It may be visible only to this thread's class loader and unknown to
   * DriverManager, as in a servlet container, or only to ours, since a pool's thread may have a
   * class loader without drivers.
   */
  private static Driver driver(String url) {
    try {
      return DriverManager.getDriver(url);
    } catch (SQLException unknown) {
      return Stream
          .of(ServiceLoader.load(Driver.class), ServiceLoader.load(Driver.class, StorePool.class.getClassLoader()))
          .flatMap(ServiceLoader::stream)
          .map(ServiceLoader.Provider::get)
          .filter(driver -> accepts(driver, url))
          .findFirst()
          .orElseThrow(() -> noDriver(url));
    }
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  private static IllegalArgumentException noDriver(String url) {
    Matcher kind = KIND.matcher(url);
    return new IllegalArgumentException(kind.lookingAt()
        ? "No JDBC driver on the class path takes a url that begins with " + kind.group()
            + "; add the database's driver, or correct the url."
        : "The url is not a JDBC URL; write one that begins with jdbc: and the database, "
            + "such as jdbc:h2:./data/app or jdbc:postgresql://host/name.");
  }

  private static String kind(String url) {
    Matcher kind = KIND.matcher(url);
    return kind.lookingAt() ? kind.group() : "";
  }

  /** What the URL does not say itself. */
  private static Properties settings(String url) {
    Properties settings = new Properties();
    SqlDialect.of(url).connectionProperties().forEach((name, value) -> put(settings, url, name, value));
    return settings;
  }

  private static void put(Properties settings, String url, String name, String value) {
    if (!url.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT) + "=")) {
      settings.setProperty(name, value);
    }
  }

  /**
   * Returns the failure, or one with only its codes if any message in it quotes the URL or a
   * password.
   */
  private static SQLException harmless(SQLException failure, String url, @Nullable String password) {
    List<String> secrets = new ArrayList<>(List.of(url));
    if (password != null && !password.isEmpty()) {
      secrets.add(password);
    }
    for (Matcher found = SECRET.matcher(url); found.find();) {
      secrets.add(found.group(1) != null ? found.group(1) : found.group(2));
    }
    for (Throwable link : failure) { // causes and next exceptions
      for (Throwable cause = link; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
        String text = cause.toString();
        if (secrets.stream().anyMatch(text::contains)) {
          return new SQLException("The driver's message is left out, since it quotes the url or the password.",
              failure.getSQLState(), failure.getErrorCode());
        }
      }
    }
    return failure;
  }
}
