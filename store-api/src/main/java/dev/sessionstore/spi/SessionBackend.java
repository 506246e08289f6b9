package dev.sessionstore.spi;

import javax.sql.DataSource;

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
}
