package dev.sessionstore.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.IdHashing;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.ebean.EbeanSessionTable;
import dev.sessionstore.hibernate.HibernateSessionTable;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.mybatis.MyBatisSessionTable;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The measurements by {@link PairedRounds}, each in its own JVM. */
enum Comparison {

  /** The table only, rows in and out, against the same statement by raw JDBC. */
  PORT {
    @Override
    List<Ratio> run(Entrant entrant, Product product, Form form) throws Exception {
      try (Arena arena = Arena.open(Entrant.RAW, product, PAYLOAD, CONNECTIONS, SESSIONS);
          HikariDataSource pool = arena.anotherPool();
          SessionTable table = table(entrant, pool).open(SessionsTable.DEFINITION);
          PairedRounds rounds = new PairedRounds(1, form.rounds(), 150, form.comparisonWarmUpMillis())) {
        RawTable raw = new RawTable(pool);
        Ratio find = rounds.compare(() -> require(raw.find(arena.anyId())), () -> require(table.find(arena.anyId())));
        Ratio writes = rounds.compare(() -> writes(raw), () -> writes(table));
        return List.of(find.of("port: find", entrant, product), writes.of("port: writes", entrant, product));
      }
    }
  },

  /**
   * The same statements as the ORM's guide has them, against raw JDBC: what the stores would cost
   * if they went that way.
   */
  ORDINARY {
    @Override
    List<Ratio> run(Entrant entrant, Product product, Form form) throws Exception {
      try (Arena arena = Arena.open(Entrant.RAW, product, PAYLOAD, CONNECTIONS, SESSIONS);
          HikariDataSource pool = arena.anotherPool();
          PlainTable table = ordinary(entrant, pool);
          PairedRounds rounds = new PairedRounds(1, form.rounds(), 150, form.comparisonWarmUpMillis())) {
        RawTable raw = new RawTable(pool);
        Ratio find = rounds.compare(() -> require(raw.find(arena.anyId())), () -> require(table.find(arena.anyId())));
        Ratio writes = rounds.compare(() -> writes(raw), () -> writes(table));
        return List.of(find.of("ordinary: find", entrant, product), writes.of("ordinary: writes", entrant, product));
      }
    }
  },

  /** A request by one of our stores against one by each peer, each on its own tables. */
  PEERS {
    @Override
    List<Ratio> run(Entrant entrant, Product product, Form form) throws Exception {
      List<Ratio> ratios = new ArrayList<>();
      try (Arena ours = Arena.open(entrant, product, PAYLOAD, CONNECTIONS, SESSIONS);
          PairedRounds rounds = new PairedRounds(1, form.rounds(), 150, form.comparisonWarmUpMillis())) {
        for (Entrant peer : Entrant.peers()) {
          try (Arena theirs = Arena.open(peer, product, PAYLOAD, CONNECTIONS, SESSIONS)) {
            ratios.add(rounds
                .compare(() -> theirs.contestant().request(theirs.anyId()),
                    () -> ours.contestant().request(ours.anyId()))
                .of("peers: request against " + peer.label(), entrant, product));
          }
        }
      }
      return ratios;
    }
  },

  /**
   * A whole store over rows in memory against those rows; the difference is policy, hash and codec.
   */
  ENGINE {
    @Override
    List<Ratio> run(Entrant entrant, Product product, Form form) throws Exception {
      InMemorySessionTable rows = new InMemorySessionTable();
      try (SessionStore store =
          SessionStore.builder().table(rows.factory()).options(o -> o.checkExpirationInterval(Duration.ZERO)).open();
          PairedRounds rounds = new PairedRounds(1, form.rounds(), 150, form.comparisonWarmUpMillis())) {
        SessionId id = store.create(PAYLOAD.attributes("user-0")).id();
        String key = store.all(1, null).items().get(0).handle().value();
        Ratio get = rounds.compare(() -> require(rows.find(key)), () -> store.get(id).orElseThrow());
        return List.of(get.of("engine: get above the port", entrant, product));
      }
    }
  },

  /**
   * A large table against one of a thousand rows: raw JDBC and each of our stores on the same two.
   */
  SIZE {
    @Override
    List<Ratio> run(Entrant all, Product product, Form form) throws Exception {
      List<Ratio> ratios = new ArrayList<>();
      for (int sessions : form.sizes()) {
        try (Arena small = Arena.open(Entrant.MYBATIS, product, PAYLOAD, CONNECTIONS, 1_000);
            Arena large = Arena.open(Entrant.MYBATIS, product, PAYLOAD, CONNECTIONS, sessions);
            PairedRounds rounds = new PairedRounds(1, form.rounds(), 150, form.comparisonWarmUpMillis())) {
          for (Entrant entrant : Entrant.onOneTable()) {
            ratios.addAll(sizes(entrant, product, small, large, rounds));
          }
        }
      }
      return ratios;
    }

    /** Our stores wrote the rows, so raw JDBC has to query by the stored keys. */
    private static List<Ratio> sizes(Entrant entrant, Product product, Arena small, Arena large, PairedRounds rounds)
        throws Exception {
      UnaryOperator<String> known = entrant.isOurs() ? UnaryOperator.identity() : IdHashing.sha256()::key;
      String against = large.ids().length + " sessions against " + small.ids().length;
      try (Contestant few = entrant.open(small.dataSource(), product, PAYLOAD);
          Contestant many = entrant.open(large.dataSource(), product, PAYLOAD)) {
        Ratio get = rounds.compare(() -> require(few.get(known.apply(small.anyId()))),
            () -> require(many.get(known.apply(large.anyId()))));
        Ratio touch =
            rounds.compare(() -> few.touch(known.apply(small.anyId())), () -> many.touch(known.apply(large.anyId())));
        return List.of(get.of("size: get, " + against, entrant, product),
            touch.of("size: touch, " + against, entrant, product));
      }
    }
  },

  /** Sixty-four callers at once on sixteen connections, a whole store against raw JDBC. */
  CROWD {
    @Override
    List<Ratio> run(Entrant entrant, Product product, Form form) throws Exception {
      try (Arena arena = Arena.open(entrant, product, PAYLOAD, 16, SESSIONS);
          Arena limit = Arena.open(Entrant.RAW, product, PAYLOAD, 16, SESSIONS);
          PairedRounds rounds = new PairedRounds(64, form.rounds(), 300, 2 * form.comparisonWarmUpMillis())) {
        PairedRounds.Call bare = () -> require(limit.contestant().get(limit.anyId()));
        Ratio each = rounds.compare(bare, () -> require(arena.contestant().get(arena.anyId())));
        try (Contestant together =
            new OurStore(entrant.backend(), arena.dataSource(), PAYLOAD, options -> options.lookUpBatch(64))) {
          Ratio shared = rounds.compare(bare, () -> require(together.get(arena.anyId())));
          return List.of(each.of("crowd: get by 64 at once", entrant, product),
              shared.of("crowd: the same with lookUpBatch 64", entrant, product));
        }
      }
    }
  },

  /** A sweep in batches against one unbounded DELETE, and their effect on concurrent gets. */
  SWEEP {
    @Override
    List<Ratio> run(Entrant entrant, Product product, Form form) throws Exception {
      try (Arena arena = Arena.open(entrant, product, PAYLOAD, CONNECTIONS, form.dead())) {
        SweepComparison sweeps = new SweepComparison(arena, form.dead());
        return List.of(sweeps.againstOneDelete().of("sweep: against one DELETE, rows", entrant, product),
            sweeps.besideGets().of("sweep: 99th percentile of gets beside it, as 1/s", entrant, product));
      }
    }
  };

  private static final Payload PAYLOAD = new Payload(1024);
  private static final int CONNECTIONS = 8;
  private static final int SESSIONS = 10_000;
  private static final long HOUR = 3_600_000;

  /** Runs the measurement. */
  abstract List<Ratio> run(Entrant entrant, Product product, Form form) throws Exception;

  static SessionTableFactory table(Entrant entrant, DataSource dataSource) {
    return switch (entrant) {
      case JDBC -> JdbcSessionTable.on(dataSource);
      case HIBERNATE -> HibernateSessionTable.on(dataSource);
      case MYBATIS -> MyBatisSessionTable.on(dataSource);
      case EBEAN -> EbeanSessionTable.on(dataSource);
      default -> throw new IllegalArgumentException(entrant.label() + " is no backend of ours.");
    };
  }

  static PlainTable ordinary(Entrant entrant, DataSource dataSource) {
    return switch (entrant) {
      case HIBERNATE -> new OrdinaryHibernate(dataSource);
      case MYBATIS -> new OrdinaryMyBatis(dataSource);
      case EBEAN -> new OrdinaryEbean(dataSource);
      default -> throw new IllegalArgumentException(entrant.label() + " is no ORM.");
    };
  }

  static void require(@Nullable Object found) {
    if (found == null) {
      throw new IllegalStateException("Not there.");
    }
  }

  private static SessionRow row(String key, long now) {
    return new SessionRow(key, JSON, now + HOUR, null, ThreadLocalRandom.current().nextLong(), now, now, COLUMNS);
  }

  private static final String JSON = PAYLOAD.json("user-0");
  private static final Map<String, @Nullable Object> COLUMNS = Map.of("username", "user-0");

  /** Each write once; the table keeps its size. */
  private static void writes(PlainTable table) throws Exception {
    String key = UUID.randomUUID().toString();
    long now = System.currentTimeMillis();
    SessionRow row = row(key, now);
    table.insert(row);
    boolean done = table.update(key, row.version(), now, row(key, now))
        && table.touch(key, now, HOUR, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4)
        && table.delete(key);
    requireDone(done);
  }

  private static void writes(SessionTable table) {
    String key = UUID.randomUUID().toString();
    long now = System.currentTimeMillis();
    SessionRow row = row(key, now);
    table.insert(row);
    boolean done = table.update(key, row.version(), now, row(key, now), true)
        && table.touch(key, new ExpiryTerms(now, HOUR, ExpiryTerms.UNLIMITED, ExpiryTerms.UNLIMITED))
        && table.delete(key);
    requireDone(done);
  }

  private static void requireDone(boolean done) {
    if (!done) {
      throw new IllegalStateException("Not done.");
    }
  }
}
