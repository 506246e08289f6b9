package dev.sessionstore.internal;

import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a copy from a store by one conditional statement: only while its row is live and still has
 * the copy's version (SAVE-3, SAVE-4), under the same id or another one (ROTATE-2). A write returns
 * null when it lost: there is no live row with this version. Thread-safe.
 */
final class CopyWriter {

  private final SessionStoreOptions options;
  private final SessionTable table;
  private final RowMapper rows;
  private final Retries retries;
  private final Events events;
  private final Ids ids;

  CopyWriter(SessionStoreOptions options, SessionTable table, RowMapper rows, Retries retries, Events events,
      Ids ids) {
    this.options = options;
    this.table = table;
    this.rows = rows;
    this.retries = retries;
    this.events = events;
    this.ids = ids;
  }

  @Nullable SaveResult moveToFreeId(Session before, Session after) {
    return ids.underFreeId(before.id(), id -> write("rotate", before, after, id));
  }

  @Nullable SaveResult moveTo(SessionId to, Session before, Session after) {
    try {
      return write("rotate", before, after, to);
    } catch (SessionStoreException e) {
      if (!SessionTableException.isKeyTaken(e)) {
        throw e;
      }
      throw new SessionStoreException("The id to rotate to is taken, or a unique index of your own on the table "
          + "refused the row; nothing has changed. Draw another one.", e);
    }
  }

  /**
   * Writes {@code after} under the id {@code to}.
   *
   * @param before the copy as the store returned it, which determines the row and its version
   */
  @Nullable SaveResult write(String operation, Session before, Session after, SessionId to) {
    Session.Stamp stamp = before.stamp().orElseThrow();
    String key = rows.key(before.id());
    long now = options.clock().millis();
    SessionRow row = rows.encode(after, rows.key(to), stamp.createdAt().toEpochMilli(), now);
    if (row.expires() <= now) { // EXPIRY-8
      return remove(operation, key, stamp.version(), now);
    }
    boolean slides = after.fixedExpiry().isEmpty() && Objects.equals(stamp.idle(), row.maxAge()); // EXPIRY-7
    if (!retries.write(operation, () -> table.update(key, stamp.version(), now, row, slides))) {
      return null;
    }
    events.tell(l -> {
      if (row.key().equals(key)) {
        l.saved(Events.handle(key));
      } else {
        l.rotated(Events.handle(key), Events.handle(row.key()));
      }
    });
    long expires = slides ? Math.max(row.expires(), stamp.expiresAt().toEpochMilli()) : row.expires();
    return new SaveResult(Status.SAVED, RowMapper.written(after, to, row, row.createdAt(), expires));
  }

  private @Nullable SaveResult remove(String operation, String key, long version, long now) {
    if (!retries.write(operation, () -> table.delete(key, version, now))) {
      return null;
    }
    events.tell(l -> l.destroyed(Events.handle(key)));
    return new SaveResult(Status.GONE, null);
  }

  /** {@return why a write of this copy lost: GONE, or CONFLICT after another write} */
  SaveResult lost(String operation, Session copy) {
    String key = rows.key(copy.id());
    SessionRow there = retries.read(operation, () -> table.find(key));
    boolean gone = there == null || there.expires() <= options.clock().millis();
    return new SaveResult(gone ? Status.GONE : Status.CONFLICT, null);
  }
}
