package dev.sessionstore.sql.dialect;

import java.util.Locale;

/** The store's own columns, in the order of {@link dev.sessionstore.spi.SessionRow}. */
public enum RowColumn {
  /** The key. */
  SID(String.class),
  /** The document. */
  DATA(String.class),
  /** The time of expiry. */
  EXPIRES(Long.class),
  /** The session's own idle time, or null. */
  MAX_AGE(Long.class),
  /** New at every data write. */
  VERSION(Long.class),
  /** The time of the first write. */
  CREATED_AT(Long.class),
  /** The time of the last write of any kind. */
  UPDATED_AT(Long.class);

  private final Class<?> type;

  RowColumn(Class<?> type) {
    this.type = type;
  }

  /** {@return its name in the table} */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return String or Long} */
  public Class<?> type() {
    return type;
  }
}
