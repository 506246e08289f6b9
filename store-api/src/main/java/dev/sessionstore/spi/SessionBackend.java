package dev.sessionstore.spi;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The entry point of a backend artifact: one implementation per artifact, named in
 * {@code META-INF/services}.
 */
public interface SessionBackend {

  /** {@return the name that the {@code backend} option chooses, in lower case} */
  String name();

  /**
   * Returns a factory of a table over a plain DataSource.
   *
   * @param dataSource the DataSource; it stays open when the table closes
   * @return the factory
   */
  SessionTableFactory on(DataSource dataSource);

  /**
   * Returns a factory of a table over its own connections, closed with the table.
   *
   * @param url a JDBC URL
   * @param user the user who connects; null: that of the URL or the driver
   * @param password the password; null: none, or that of the URL
   * @return the factory; on failure it leaves nothing open, and its messages quote neither the URL
   * nor the password
   */
  SessionTableFactory at(String url, @Nullable String user, @Nullable String password);
}
