package dev.sessionstore.benchmarks;

import dev.sessionstore.IdHashing;
import dev.sessionstore.spi.SessionRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The limit of an operation: its statements only, without codec, hash and policy. */
final class RawJdbc implements Contestant {

  private static final long IDLE = Duration.ofHours(24).toMillis();
  private static final long FAR = Long.MAX_VALUE / 4;

  private final RawTable table;
  private final Payload payload;
  private final String json;

  RawJdbc(DataSource dataSource, Payload payload) {
    SessionsTable.create(dataSource);
    this.table = new RawTable(dataSource);
    this.payload = payload;
    this.json = payload.json("user-0");
  }

  @Override
  public Set<Operation> operations() {
    return EnumSet.allOf(Operation.class);
  }

  @Override
  public List<CopiedTable> tables() {
    return SessionsTable.copies(IdHashing.none(), payload);
  }

  private static SessionRow row(String key, String data, long createdAt, long now) {
    int user = data.indexOf("user-");
    return new SessionRow(key, data, now + IDLE, null, ThreadLocalRandom.current().nextLong(), createdAt, now,
        Map.of("username", data.substring(user, data.indexOf('"', user))));
  }

  @Override
  public String create() throws SQLException {
    String key = UUID.randomUUID().toString();
    long now = System.currentTimeMillis();
    table.insert(row(key, json, now, now));
    return key;
  }

  @Override
  public @Nullable SessionRow get(String id) throws SQLException {
    return table.find(id);
  }

  @Override
  public void request(String id) throws SQLException {
    found(id);
    touch(id);
  }

  private SessionRow found(String id) throws SQLException {
    SessionRow found = table.find(id);
    if (found == null) {
      throw new IllegalStateException("Not there.");
    }
    return found;
  }

  @Override
  public void change(String id, long visits) throws SQLException {
    move(id, id);
  }

  private void move(String id, String to) throws SQLException {
    SessionRow found = found(id);
    long now = System.currentTimeMillis();
    if (!table.update(id, found.version(), now, row(to, found.data(), found.createdAt(), now))) {
      throw new IllegalStateException("Not changed.");
    }
  }

  @Override
  public void update(String id, long visits) throws SQLException {
    move(id, id);
  }

  @Override
  public void touch(String id) throws SQLException {
    if (!table.touch(id, System.currentTimeMillis(), IDLE, FAR, FAR)) {
      throw new IllegalStateException("Not touched.");
    }
  }

  @Override
  public String rotate(String id) throws SQLException {
    String to = UUID.randomUUID().toString();
    move(id, to);
    return to;
  }

  @Override
  public void destroy(String id) throws SQLException {
    if (!table.delete(id)) {
      throw new IllegalStateException("Not destroyed.");
    }
  }

  @Override
  public int findBy(String user) throws SQLException {
    return table.pageBy(user, System.currentTimeMillis(), 100).size();
  }

  @Override
  public void sweep() throws SQLException {
    table.deleteDead(System.currentTimeMillis());
  }

  @Override
  public void close() {}
}
