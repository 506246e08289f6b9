package dev.sessionstore.internal;

import dev.sessionstore.Column;
import dev.sessionstore.ExpiryPolicy;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionDocument;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.spi.SessionRow;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Converts a session to a row and back: expiry, document, declared columns, version. Thread-safe.
 */
final class RowMapper {

  private final SessionStoreOptions options;
  private final ExpiryPolicy policy;
  private final SecureRandom versions = new SecureRandom();

  RowMapper(SessionStoreOptions options) {
    this.options = options;
    this.policy = options.expiryPolicy();
  }

  /** {@return the key under which the id is stored} */
  String key(SessionId id) {
    return options.idHashing().key(id.value());
  }

  /** Returns the row that a write at this time stores; its version never repeats (SAVE-5). */
  SessionRow encode(Session session, String key, long createdAt, long now) {
    long expires = policy.expiresAt(session, createdAt, now);
    Long own = session.maxAge().map(Duration::toMillis).orElse(null);
    String data =
        options.codec().encode(new SessionDocument(session.attributes(), session.cookie().orElse(null), own, expires));
    long bytes = data.length() > options.maxDataBytes() ? data.length() : data.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > options.maxDataBytes()) { // SET-4
      throw new SessionTooLargeException("The session's document has " + bytes + " bytes or more, maxDataBytes allows "
          + options.maxDataBytes() + "; store less, or raise the option.", null);
    }
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    for (Column<?> column : options.columns()) {
      columns.put(column.name(), computed(column, session));
    }
    Long maxAge = session.fixedExpiry().isPresent() ? Long.valueOf(0) : own;
    return new SessionRow(key, data, expires, maxAge, versions.nextLong(), createdAt, now, columns);
  }

  private <T> @Nullable Object computed(Column<T> column, Session session) {
    T value = column.value().apply(session);
    return value == null ? null : raw(column, value);
  }

  /** {@return a declared column's value as the row stores it} */
  <T> Object raw(Column<T> column, T value) {
    if (!column.type().isInstance(value)) {
      throw new IllegalArgumentException("The value of column " + column.name() + " is a " + value.getClass().getName()
          + "; give a " + column.type().getName() + ".");
    }
    if (value instanceof String text) { // COL-1
      if (text.codePointCount(0, text.length()) > column.length()) {
        throw new IllegalArgumentException("The value of column " + column.name() + " is longer than its "
            + column.length() + " characters; shorten it, or declare the column longer.");
      }
      if (text.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        throw new IllegalArgumentException("The value of column " + column.name()
            + " holds a NUL or half a surrogate pair, which not every database can store; leave it out.");
      }
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
    }
    return value instanceof UUID uuid ? uuid.toString() : value;
  }

  /** {@return the copy that a read returns} */
  static Session read(SessionId id, SessionRow row, SessionDocument document) {
    Long idle = row.maxAge();
    boolean fixed = idle != null && idle == 0;
    Instant expires = Instant.ofEpochMilli(row.expires()); // EXPIRY-6: the column, not the document
    return Session.stored(id, document.attributes(), document.cookie(),
        idle == null || fixed ? null : Duration.ofMillis(idle), fixed ? expires : null,
        new Session.Stamp(row.version(), Instant.ofEpochMilli(row.createdAt()), Instant.ofEpochMilli(row.updatedAt()),
            expires, idle));
  }

  /** {@return the copy that a write returns} */
  static Session written(Session session, SessionId id, SessionRow row, long createdAt, long expires) {
    Instant end = Instant.ofEpochMilli(expires);
    return Session.stored(id, session.attributes(), session.cookie().orElse(null), session.maxAge().orElse(null),
        session.fixedExpiry().isPresent() ? end : null,
        new Session.Stamp(row.version(), Instant.ofEpochMilli(createdAt), Instant.ofEpochMilli(row.updatedAt()), end,
            row.maxAge()));
  }

  /** {@return the copy after a touch at this time} */
  static Session touched(Session session, Session.Stamp stamp, long now, long expires) {
    return Session.stored(session.id(), session.attributes(), session.cookie().orElse(null),
        session.maxAge().orElse(null), session.fixedExpiry().orElse(null), new Session.Stamp(stamp.version(),
            stamp.createdAt(), Instant.ofEpochMilli(now), Instant.ofEpochMilli(expires), stamp.idle()));
  }
}
