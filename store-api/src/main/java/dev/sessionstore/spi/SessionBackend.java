package dev.sessionstore.spi;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How a backend artifact is found: one implementation per artifact, named in
 * {@code META-INF/services}.
 */
public interface SessionBackend {

  /** {@return the name that the {@code backend} option chooses, in lower case} */
  String name();

  /**
   * A table over a plain DataSource.
   *
   * @param dataSource stays open when the table closes
   * @return what opens the table
   */
  SessionTableFactory on(DataSource dataSource);

  /**
   * A table over connections of its own, closed with it.
   *
   * @param url a JDBC URL
   * @param user who connects; null: what the URL or the driver says
   * @param password null: none, or what the URL says
   * @return what opens connections and table; on failure it leaves nothing open, and no message of
   * its quotes the URL or the password
   */
  SessionTableFactory at(String url, @Nullable String user, @Nullable String password);
}
