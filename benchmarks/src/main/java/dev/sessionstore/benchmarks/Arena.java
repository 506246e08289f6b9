package dev.sessionstore.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A contestant on its own schema, with its table filled. Each thread that uses it must use its own
 * sessions.
 */
final class Arena implements AutoCloseable {

  private final TestDatabase place;
  private final HikariDataSource pool;
  private final Contestant contestant;
  private final TableFill fill;
  private final String[] ids;
  private int filled;

  private Arena(TestDatabase place, HikariDataSource pool, Contestant contestant, int sessions) throws Exception {
    this.place = place;
    this.pool = pool;
    this.contestant = contestant;
    contestant.create();
    this.fill = new TableFill(pool, contestant.tables());
    this.ids = new String[sessions];
    add(sessions, false);
    for (int i = 0; i < sessions; i++) {
      ids[i] = Ids.of(i);
    }
  }

  /**
   * Opens an arena.
   *
   * @param connections the pool's size; all are open from the start
   * @param sessions the number of live sessions
   */
  static Arena open(Entrant entrant, Product product, Payload payload, int connections, int sessions) throws Exception {
    return open(entrant, product, payload, connections, sessions, null);
  }

  /** With a probe between contestant and pool, for counting. */
  static Counting counting(Entrant entrant, Product product, Payload payload, int sessions) throws Exception {
    StatementProbe[] probe = new StatementProbe[1];
    Arena arena = open(entrant, product, payload, 2, sessions, probe);
    return new Counting(arena, probe[0]);
  }

  /** Opens an arena whose statements are counted. */
  record Counting(Arena arena, StatementProbe probe) {}

  private static Arena open(Entrant entrant, Product product, Payload payload, int connections, int sessions,
      StatementProbe @Nullable [] probe) throws Exception {
    TestDatabase place = product.database().fresh();
    HikariDataSource pool = pool(place, connections);
    DataSource seen = pool;
    if (probe != null) {
      probe[0] = new StatementProbe(pool);
      seen = probe[0];
    }
    return new Arena(place, pool, entrant.open(seen, product, payload), sessions);
  }

  static HikariDataSource pool(TestDatabase place, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(place.url());
    config.setUsername(place.user());
    config.setPassword(place.password());
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  Contestant contestant() {
    return contestant;
  }

  /** {@return another pool on the same schema; the caller closes it first} */
  HikariDataSource anotherPool() {
    return pool(place, pool.getMaximumPoolSize());
  }

  DataSource dataSource() {
    return pool;
  }

  /** {@return a live session's id, at random} */
  String anyId() {
    return ids[ThreadLocalRandom.current().nextInt(ids.length)];
  }

  /**
   * {@return the ids of live sessions by slot; after a rotation the new id must be written there}
   */
  String[] ids() {
    return ids;
  }

  /**
   * Adds sessions.
   *
   * @return the number of the first: {@link Ids#of}
   */
  int add(int count, boolean dead) throws SQLException {
    int first = filled;
    fill.add(first, count, dead);
    filled += count;
    return first;
  }

  @Override
  public void close() throws SQLException {
    contestant.close();
    pool.close();
    place.close();
  }
}
