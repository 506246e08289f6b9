package dev.sessionstore.internal;

import dev.sessionstore.spi.SessionTableFactory;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a store keeps its sessions: exactly one of a table, a DataSource and a URL.
 *
 * @param table a table of the user's, or null
 * @param dataSource the user's, or null
 * @param url where the backend connects by itself, or null
 * @param user the user name for the URL, or null
 * @param password the password for the URL, or null
 * @param backend the name of the chosen backend, or null
 */
public record StorePlace(@Nullable SessionTableFactory table, @Nullable DataSource dataSource, @Nullable String url,
    @Nullable String user, @Nullable String password, @Nullable String backend) {

  /**
   * Refuses anything but one place, and what that place would not use.
   *
   * @param table a table of the user's, or null
   * @param dataSource the user's, or null
   * @param url where the backend connects by itself, or null
   * @param user the user name for the URL, or null
   * @param password the password for the URL, or null
   * @param backend the name of the chosen backend, or null
   * @throws IllegalStateException when there is no place or several, or something is of no use
   */
  public StorePlace {
    requireOne(Stream.of(table != null, dataSource != null, url != null).filter(given -> given).count());
    if (url == null && (user != null || password != null)) {
      throw new IllegalStateException("A user or password was given without a url; "
          + "give the url too, or leave them out: a dataSource or table knows its own.");
    }
    if (table != null && backend != null) {
      throw new IllegalStateException("Both a table and the backend " + backend
          + " were chosen; leave one out: a table brings its own backend.");
    }
  }

  private static void requireOne(long places) {
    if (places == 0) {
      throw new IllegalStateException("Nowhere to keep sessions was named; "
          + "call url, dataSource or table on the builder, or set the property sessionstore.url.");
    }
    if (places > 1) {
      throw new IllegalStateException("Several places to keep sessions were named; "
          + "give just one of url (or the property sessionstore.url), dataSource and table.");
    }
  }

  /** {@return a fixed text: the URL and the password are secrets} */
  @Override
  public String toString() {
    return "StorePlace[secret]";
  }
}
