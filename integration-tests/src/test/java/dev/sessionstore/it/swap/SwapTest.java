package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.Column;
import dev.sessionstore.CookieFacts;
import dev.sessionstore.Page;
import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.StoredSession;
import dev.sessionstore.it.databases.Database;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * SWAP-1: on one live table, every backend reads, writes, finds and sweeps what any other wrote.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapTest {

  private static final UUID DEVICE = UUID.fromString("9f3c9b1e-6a0e-4c61-8a5d-0f5b7f1f0a11");
  private static final Instant SINCE = Instant.parse("2030-12-31T23:59:59.999Z");
  private static final CookieFacts COOKIE = new CookieFacts("/app", "example.org", true, false, "Lax");

  private final Map<Database, Place> places = new EnumMap<>(Database.class);
  private final Map<String, Map<String, Integer>> ran = new TreeMap<>();

  private Place at(Pair pair) {
    Place place = places.computeIfAbsent(pair.database(), Place::new);
    place.reset();
    ran.computeIfAbsent(pair.one() + " on " + place, key -> new TreeMap<>())
        .merge(pair.other().toString(), 1, Integer::sum);
    return place;
  }

  @AfterEach
  void every_connection_is_back() {
    places.forEach(
        (database, place) -> assertThat(place.busyConnections()).as("connections in use on %s", database).isZero());
  }

  @AfterAll
  void close_and_say_what_ran() throws SQLException {
    ran.forEach(
        (first, others) -> System.out.println("Swap: " + first + " first, tests with the second: " + others + "."));
    for (Place place : places.values()) {
      place.close();
    }
  }

  private static Map<String, @Nullable Object> everyKind() {
    Map<String, @Nullable Object> nested = new LinkedHashMap<>();
    nested.put("a.b $\"'`", List.of(1L, "zwei", List.of()));
    nested.put("null", null);
    nested.put("", Map.of());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("user", "ada");
    values.put("visits", 7L);
    values.put("admin", true);
    values.put("since", SINCE);
    values.put("device", DEVICE);
    values.put("empty", "");
    values.put("unicode", "héllo \uD83D\uDE80 \u0000\u0007\u2028 \uD800 end ");
    values.put("large", "0123456789abcdef".repeat(8192));
    values.put("most", Long.MAX_VALUE);
    values.put("least", Long.MIN_VALUE);
    values.put("big", new BigInteger("123456789012345678901234567890"));
    values.put("decimal", new BigDecimal("-0.10000000000000000001"));
    values.put("false", false);
    values.put("nothing", null);
    values.put("list", Arrays.asList(1L, null, "x", nested));
    values.put("map", nested);
    values.put("enum", Status.GONE);
    return values;
  }

  private static Session full(String id) {
    return Session.of(SessionId.of(id), everyKind()).withCookie(COOKIE).withMaxAge(Duration.ofMinutes(90));
  }

  /**
   * One of each kind of expiry, with and without cookie facts and declared columns' values, as
   * stored.
   */
  private static List<Session> written(SessionStore store, Instant now) {
    return List.of(store.set(full("full")).orElseThrow(),
        store.create(Map.of()),
        store.create(everyKind()),
        store.set(Session.of(SessionId.of("fixed"), Map.of("visits", 0)).withFixedExpiry(now.plusMillis(12_345)))
            .orElseThrow(),
        store.set(Session.of(SessionId.of("brief"), Map.of("admin", false)).withMaxAge(Duration.ofMillis(1))
            .withCookie(new CookieFacts(null, null, null, true, null))).orElseThrow());
  }

  private static void assertSame(@Nullable Session found, Session expected) {
    assertThat(found).isEqualTo(expected); // attributes, cookie facts, maxAge, fixed expiry
    assertThat(found.id()).isEqualTo(expected.id());
    assertThat(found.stamp()).as("version, times and idle time").isEqualTo(expected.stamp());
  }

  @OnEveryPair
  void what_one_wrote_the_other_reads_equal(Pair pair) {
    Place place = at(pair);
    for (Session stored : written(place.store(pair.one()), place.clock.instant())) {
      assertSame(place.store(pair.other()).get(stored.id()).orElse(null), stored);
    }
  }

  @OnEveryPair
  void the_table_holds_the_same_bytes_whoever_wrote_them(Pair pair) throws Exception {
    Place place = at(pair);
    List<Map<String, Map<String, String>>> byOne = states(place, place.store(pair.one()));
    place.reset();
    List<Map<String, Map<String, String>>> byOther = states(place, place.store(pair.other()));
    assertThat(byOne).hasSize(7).doesNotHaveDuplicates();
    assertThat(byOther).isEqualTo(byOne);
  }

  /** The table after each kind of write, without the versions, which are drawn at random. */
  private static List<Map<String, Map<String, String>>> states(Place place, SessionStore store) throws Exception {
    Instant now = place.clock.instant();
    List<AtOnce.Part> writes = List.of(
        () -> assertThat(written(store, now)).hasSize(5),
        () -> assertThat(store.set(Session.of(SessionId.of("full"), Map.of("user", "Ada ", "visits", -1)))).isPresent(),
        () -> assertThat(
            store.save(store.get(SessionId.of("drawn-1")).orElseThrow().with("user", "eve").withCookie(COOKIE))
                .status())
            .isEqualTo(Status.SAVED),
        () -> assertThat(store.update(SessionId.of("drawn-2"),
            s -> s.without("user")
                .without("device")
                .with("admin", false)
                .withMaxAge(Duration.ofDays(2))))
            .isPresent(),
        () -> assertThat(
            store.touch(store.update(SessionId.of("brief"), s -> s.withMaxAge(Duration.ofMinutes(5))).orElseThrow()))
            .isPresent(),
        () -> assertThat(store.rotate(SessionId.of("full"), s -> s.with("since", SINCE))).isPresent(),
        () -> assertThat(store.destroy(SessionId.of("fixed"))).isTrue());
    List<Map<String, Map<String, String>>> states = new ArrayList<>();
    for (AtOnce.Part write : writes) {
      write.run();
      Map<String, Map<String, String>> rows = place.rows();
      rows.values().forEach(row -> assertThat(row.remove("version")).isNotNull());
      states.add(rows);
    }
    return states;
  }

  @OnEveryPair
  void declared_columns_hold_values_and_null_as_the_last_writer_said(Pair pair) throws SQLException {
    Place place = at(pair);
    List<String> names = Columns.ALL.stream().map(Column::name).toList();
    Session stored = place.store(pair.one()).create(everyKind());
    assertThat(onlyRow(place)).extractingByKeys("user_name", "visits", "since", "device")
        .containsExactly("ada", "7", Long.toString(SINCE.toEpochMilli()), DEVICE.toString());
    assertThat(onlyRow(place).get("admin")).isNotEqualTo("null");
    place.store(pair.other()).update(stored.id(),
        s -> s.without("user").without("visits").without("admin").without("since").without("device"));
    assertThat(onlyRow(place)).extractingByKeys(names.toArray(String[]::new)).containsOnly("null");
    place.store(pair.one()).update(stored.id(), s -> s.with("admin", false).with("visits", Long.MIN_VALUE));
    assertThat(onlyRow(place)).extractingByKeys("user_name", "visits")
        .containsExactly("null", Long.toString(Long.MIN_VALUE));
    assertThat(handles(place.store(pair.other()).findBy(Columns.ADMIN, false, 10, null))).hasSize(1);
  }

  private static Map<String, String> onlyRow(Place place) throws SQLException {
    Map<String, Map<String, String>> rows = place.rows();
    assertThat(rows).hasSize(1);
    return rows.values().iterator().next();
  }

  @OnEveryPair
  void one_updates_what_the_other_wrote_and_back(Pair pair) {
    Place place = at(pair);
    SessionId id = place.store(pair.one()).set(full("full")).orElseThrow().id();
    Session changed = place.store(pair.other())
        .update(id, s -> s.with("visits", s.getLong("visits", 0) + 1).without("large")).orElseThrow();
    assertSame(place.store(pair.one()).get(id).orElse(null), changed);
    Session again = place.store(pair.one()).update(id, s -> s.with("visits", s.getLong("visits", 0) + 1)).orElseThrow();
    assertSame(place.store(pair.other()).get(id).orElse(null), again);
    assertThat(again.getLong("visits", 0)).isEqualTo(9);
    assertThat(again.attributes()).isEqualTo(full("full").without("large").with("visits", 9).attributes());
  }

  @OnEveryPair
  void a_copy_read_through_one_is_saved_through_the_other(Pair pair) {
    Place place = at(pair);
    SessionStore one = place.store(pair.one());
    SessionStore other = place.store(pair.other());
    Session copy = one.get(one.set(full("full")).orElseThrow().id()).orElseThrow();
    SaveResult saved = other.save(copy.with("by", "other"));
    assertThat(saved.status()).isEqualTo(Status.SAVED);
    assertThat(one.save(copy.with("by", "one")).status()).as("a copy from before the other's save")
        .isEqualTo(Status.CONFLICT);
    SaveResult again = one.save(saved.session().orElseThrow().with("by", "one again"));
    assertThat(again.status()).as("the other's new copy").isEqualTo(Status.SAVED);
    assertThat(other.save(saved.session().orElseThrow()).status()).isEqualTo(Status.CONFLICT);
    assertSame(other.get(copy.id()).orElse(null), again.session().orElseThrow());
    assertThat(other.destroy(copy.id())).isTrue();
    assertThat(one.save(again.session().orElseThrow()).status()).as("after the other's destroy").isEqualTo(Status.GONE);
    other.set(full("full"));
    // SAVE-5
    assertThat(one.save(again.session().orElseThrow()).status()).as("over a row set afterwards")
        .isEqualTo(Status.CONFLICT);
    assertThat(one.length()).isEqualTo(1);
  }

  @OnEveryPair
  void a_touch_through_one_is_seen_by_the_other_and_a_save_stands_beside_it(Pair pair) throws SQLException {
    Place place = at(pair);
    SessionStore one = place.store(pair.one());
    SessionStore other = place.store(pair.other());
    Session stored = one.set(full("full")).orElseThrow();
    Map<String, String> before = onlyRow(place);
    place.clock.advance(Duration.ofMinutes(30));
    Session touched = other.touch(stored).orElseThrow();
    assertThat(touched.expiresAt()).isEqualTo(stored.expiresAt().plus(Duration.ofMinutes(30)));
    assertSame(one.get(stored.id()).orElse(null), touched);
    Map<String, String> after = onlyRow(place);
    assertThat(after).containsEntry("data", before.get("data")).containsEntry("version", before.get("version"))
        .containsEntry("updated_at", Long.toString(place.clock.millis()));
    // TOUCH-4
    assertThat(one.save(stored.with("by", "one")).status()).as("a copy from before the touch").isEqualTo(Status.SAVED);
    assertThat(other.get(stored.id()).orElseThrow().expiresAt()).isEqualTo(touched.expiresAt());
    place.clock.advance(Duration.ofMinutes(89));
    assertThat(other.touch(stored.id())).isTrue();
    place.clock.advance(Duration.ofMinutes(90));
    assertThat(one.touch(stored.id())).isFalse();
    assertThat(one.get(stored.id())).isEmpty();
  }

  @OnEveryPair
  void a_rotation_through_one_holds_for_the_other(Pair pair) {
    Place place = at(pair);
    SessionStore one = place.store(pair.one());
    SessionStore other = place.store(pair.other());
    Session stored = one.set(full("full")).orElseThrow();
    Session rotated = other.rotate(stored.id(), s -> s.with("user", "eve")).orElseThrow();
    assertThat(one.get(stored.id())).isEmpty();
    assertThat(one.save(stored.with("stale", true)).status()).isEqualTo(Status.GONE); // ROTATE-5
    assertThat(one.rotate(stored).status()).isEqualTo(Status.GONE);
    assertThat(one.update(stored.id(), s -> s.with("stale", true))).isEmpty();
    assertSame(one.get(rotated.id()).orElse(null), rotated);
    Session back = one.rotate(rotated.with("twice", true)).session().orElseThrow();
    assertThat(other.get(rotated.id())).isEmpty();
    assertSame(other.get(back.id()).orElse(null), back);
    assertThat(back.createdAt()).isEqualTo(stored.createdAt());
    assertThat(other.length()).isEqualTo(1);
  }

  @OnEveryPair
  void what_one_wrote_the_other_finds_by_each_column(Pair pair) {
    Place place = at(pair);
    SessionStore one = place.store(pair.one());
    one.create(everyKind());
    one.create(Map.of());
    List.of("Ada", "ada ", "\uD83D\uDE80").forEach(user -> one.create(Map.of("user", user, "visits", 8, "admin", false,
        "since", SINCE.plusMillis(1), "device", UUID.fromString("9f3c9b1e-6a0e-4c61-8a5d-0f5b7f1f0a12"))));
    assertThat(handles(place.store(pair.other()).all(10, null))).hasSize(5).isEqualTo(handles(one.all(10, null)));
    assertFinds(place, pair, Columns.USER, "ada", 1);
    assertFinds(place, pair, Columns.USER, "ada ", 1);
    assertFinds(place, pair, Columns.USER, "\uD83D\uDE80", 1);
    assertFinds(place, pair, Columns.USER, "nobody", 0);
    assertFinds(place, pair, Columns.VISITS, 7L, 1);
    assertFinds(place, pair, Columns.VISITS, 8L, 3);
    assertFinds(place, pair, Columns.ADMIN, true, 1);
    assertFinds(place, pair, Columns.ADMIN, false, 3);
    assertFinds(place, pair, Columns.SINCE, SINCE, 1);
    assertFinds(place, pair, Columns.DEVICE, DEVICE, 1);
  }

  private static <T> void assertFinds(Place place, Pair pair, Column<T> column, T value, int count) {
    List<StoredSession> found = place.store(pair.other()).findBy(column, value, 10, null).items();
    assertThat(found).as("%s", column.name())
        .hasSize(count)
        .isEqualTo(place.store(pair.one()).findBy(column, value, 10, null).items());
  }

  private static List<SessionHandle> handles(Page<StoredSession> page) {
    return page.items().stream().map(StoredSession::handle).toList();
  }

  @OnEveryPair
  void a_walk_begun_in_one_goes_on_in_the_other(Pair pair) {
    Place place = at(pair);
    for (int i = 0; i < 7; i++) {
      place.store(i % 2 == 0 ? pair.one() : pair.other()).create(Map.of("user", "ada", "n", i));
    }
    List<Object> seen = new ArrayList<>();
    SessionHandle after = null;
    for (int page = 0; page == 0 || after != null; page++) {
      Page<StoredSession> found =
          place.store(page % 2 == 0 ? pair.one() : pair.other()).findBy(Columns.USER, "ada", 2, after);
      found.items().forEach(item -> seen.add(item.attributes().get("n")));
      after = found.next().orElse(null);
    }
    assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L);
  }

  @OnEveryPair
  void what_one_wrote_the_other_destroys(Pair pair) {
    Place place = at(pair);
    SessionStore one = place.store(pair.one());
    SessionStore other = place.store(pair.other());
    List<Session> all = written(one, place.clock.instant());
    assertThat(other.destroy(all.get(1).id())).isTrue();
    assertThat(one.destroy(all.get(1).id())).isFalse();
    SessionHandle fixed = handles(one.findBy(Columns.VISITS, 0L, 10, null)).get(0);
    assertThat(other.destroy(fixed)).isTrue();
    assertThat(one.get(SessionId.of("fixed"))).isEmpty();
    assertThat(other.destroyBy(Columns.USER, "ada", all.get(0).id())).as("all of ada's but one").isEqualTo(1);
    assertThat(one.get(all.get(2).id())).isEmpty();
    assertThat(one.get(all.get(0).id())).isPresent();
    assertThat(one.length()).isEqualTo(2);
    other.clear();
    assertThat(one.length()).isZero();
  }

  @OnEveryPair
  void what_one_left_dead_the_other_sweeps_in_batches(Pair pair) throws SQLException {
    Place place = at(pair);
    SessionStore one = place.store(pair.one());
    SessionStore other = place.store(pair.other());
    for (int i = 0; i < 5; i++) {
      one.set(Session.of(SessionId.of("dead" + i), Map.of()).withMaxAge(Duration.ofMillis(1 + i)));
    }
    Session live = one.create(Map.of());
    Session kept = one.set(Session.of(SessionId.of("kept"), Map.of()).withMaxAge(Duration.ofMinutes(2))).orElseThrow();
    place.clock.advance(Duration.ofMinutes(1));
    assertThat(one.touch(kept.id())).isTrue();
    assertThat(other.clearExpired().deleted()).as("dead for less than the grace").isZero();
    place.clock.advance(Duration.ofMinutes(1).plusMillis(30));
    assertThat(other.clearExpired()).matches(swept -> swept.deleted() == 5 && swept.batches() == 3,
        "5 rows in 3 batches of 2");
    assertThat(one.clearExpired().deleted()).isZero();
    assertThat(place.rows()).hasSize(2);
    assertThat(one.get(live.id())).isPresent();
    assertThat(one.get(kept.id())).isPresent();
  }

  @OnEveryPair
  void a_table_made_by_one_is_right_for_the_other(Pair pair) {
    Place place = at(pair);
    String table = "made_by_" + pair.one() + "_for_" + pair.other();
    try (SessionStore maker = place.builder(pair.one(), table).createTable(true).open();
        SessionStore user = place.builder(pair.other(), table).createTable(true).open()) {
      user.validateTable();
      maker.validateTable();
      assertThat(user.get(maker.create(everyKind()).id())).isPresent();
    }
  }

  @OnEveryPair
  @Tag("chance")
  void concurrent_updates_through_both_lose_nothing(Pair pair) throws Exception {
    Place place = at(pair);
    SessionId id = place.store(pair.one()).create(Map.of("visits", 0)).id();
    AtOnce.run(8, i -> () -> {
      SessionStore store = place.store(i % 2 == 0 ? pair.one() : pair.other());
      for (int n = 0; n < 25; n++) {
        assertThat(store.update(id, s -> s.with("visits", s.getLong("visits", 0) + 1))).isPresent();
      }
    });
    assertThat(place.store(pair.one()).get(id).orElseThrow().getLong("visits", 0)).isEqualTo(200);
    assertThat(place.store(pair.other()).get(id).orElseThrow().getLong("visits", 0)).isEqualTo(200);
  }
}
