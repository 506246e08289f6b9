package dev.sessionstore.internal;

import dev.sessionstore.OnUnreadable;
import dev.sessionstore.Page;
import dev.sessionstore.Session;
import dev.sessionstore.SessionDocument;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.StoredSession;
import dev.sessionstore.UnreadableSessionException;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows. An expired one counts as missing (GET-2), an unreadable one is reported (GET-6).
 * Thread-safe.
 */
final class SessionReader {

  private static final int MAX_PAGE = 10_000;

  private final SessionStoreOptions options;
  private final SessionTable table;
  private final RowMapper rows;
  private final Retries retries;
  private final Events events;

  SessionReader(SessionStoreOptions options, SessionTable table, RowMapper rows, Retries retries, Events events) {
    this.options = options;
    this.table = table;
    this.rows = rows;
    this.retries = retries;
    this.events = events;
  }

  Optional<Session> load(SessionId id) {
    if (!id.isWellFormed()) { // ID-2
      return Optional.empty();
    }
    String key = rows.key(id);
    SessionRow row = retries.read("get", () -> table.find(key));
    if (row == null || row.expires() <= options.clock().millis()) { // GET-2
      return Optional.empty();
    }
    SessionDocument document = decode(row, options.onUnreadable());
    if (document == null) {
      return Optional.empty();
    }
    return Optional.of(RowMapper.read(id, row, document));
  }

  Page<StoredSession> page(@Nullable String column, @Nullable Object value, int limit, @Nullable SessionHandle after) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("A page of " + limit + " is not possible; ask for 1 to " + MAX_PAGE + ".");
    }
    long now = options.clock().millis();
    List<SessionRow> found =
        retries.read("list", () -> table.page(column, value, after == null ? null : after.value(), now, limit));
    List<StoredSession> items = new ArrayList<>();
    for (SessionRow row : found) {
      SessionDocument document = decode(row, OnUnreadable.DISCARD); // LIST-2: does not end the listing
      if (document != null) {
        items.add(
            new StoredSession(Events.handle(row.key()), document.attributes(), Instant.ofEpochMilli(row.createdAt()),
                Instant.ofEpochMilli(row.updatedAt()), Instant.ofEpochMilli(row.expires())));
      }
    }
    return new Page<>(items, found.size() < limit ? null : Events.handle(found.get(found.size() - 1).key()));
  }

  private @Nullable SessionDocument decode(SessionRow row, OnUnreadable mode) {
    try {
      return options.codec().decode(row.data());
    } catch (RuntimeException e) { // GET-6
      events.tell(l -> l.unreadable(Events.handle(row.key()), e));
      if (mode == OnUnreadable.FAIL) {
        // the codec's message may quote the data: only the listener gets the cause
        throw new UnreadableSessionException("A session's data cannot be read by the codec ("
            + e.getClass().getSimpleName() + "); its row stays until it expires.", null);
      }
      return null;
    }
  }
}
