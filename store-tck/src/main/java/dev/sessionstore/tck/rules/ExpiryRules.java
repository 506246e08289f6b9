package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Column;
import dev.sessionstore.ExpiryPolicy;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Rules on when a session dies. */
interface ExpiryRules extends RuleGroup {

  private Instant now() {
    return kit().clock().instant();
  }

  /** As the database has it. */
  private Session stored(SessionId id) {
    return kit().store().get(id).orElseThrow();
  }

  private SessionId set(UnaryOperator<Session> change) {
    return kit().store().set(change.apply(Session.of(ID, Map.of()))).orElseThrow().id();
  }

  @Rule("EXPIRY-1")
  default void an_idle_time_of_its_own_wins_over_the_store_s() {
    for (Duration own : List.of(Duration.ofMinutes(30), Duration.ofDays(90))) {
      Session read = stored(set(s -> s.withMaxAge(own)));
      assertEquals(now().plus(own), read.expiresAt(), "EXPIRY-1: now + its own idle time");
      assertEquals(Optional.of(own), read.maxAge(), "EXPIRY-1: the idle time comes back");
    }
    kit().clock().advance(Duration.ofDays(2));
    assertTrue(kit().store().touch(ID), "EXPIRY-1: alive by its own idle time, dead by the store's");
    assertEquals(now().plus(Duration.ofDays(90)), stored(ID).expiresAt(), "EXPIRY-1: it slides by its own idle time");
  }

  @Rule("EXPIRY-1")
  default void a_fixed_expiry_wins_over_the_store_s_idle_time_however_it_is_written() {
    for (Duration from : List.of(Duration.ofSeconds(5), Duration.ofDays(90))) {
      Instant end = Instant.ofEpochMilli(now().plus(from).toEpochMilli());
      List<UnaryOperator<Session>> ways =
          List.of(s -> s.withFixedExpiry(end), s -> s.withFixedExpiry(end.toEpochMilli()),
              s -> s.withFixedExpiry(end.toString()), s -> s.withMaxAge(DAY).withFixedExpiry(end));
      for (UnaryOperator<Session> way : ways) {
        Session read = stored(set(way));
        assertEquals(end, read.expiresAt(), "EXPIRY-1: the session's own end");
        assertEquals(Optional.of(end), read.fixedExpiry(),
            "EXPIRY-1: the end comes back, an Instant, a number or ISO text alike");
        assertEquals(Optional.empty(), read.maxAge(), "EXPIRY-1: it has no idle time");
        assertEquals(end, kit().store().save(read.with("a", 1)).session().orElseThrow().expiresAt(),
            "EXPIRY-1: read and saved, it keeps its end");
      }
      assertEquals(now().plus(DAY), stored(set(s -> s.withFixedExpiry(end).withMaxAge(DAY))).expiresAt(),
          "EXPIRY-1: the idle time, given last");
    }
  }

  @Rule("EXPIRY-2")
  default void without_either_it_is_the_store_s_expiration_of_24_hours() {
    Session read = stored(kit().store().create(Map.of()).id());
    assertEquals(now().plus(Duration.ofHours(24)), read.expiresAt(), "EXPIRY-2: now + 24 h");
    assertEquals(Optional.empty(), read.maxAge(), "EXPIRY-2: no idle time of its own");
    assertEquals(Optional.empty(), read.fixedExpiry(), "EXPIRY-2: no fixed expiry");
    SessionStore shorter = kit().another(o -> o.expiration(Duration.ofMinutes(7)));
    assertEquals(now().plus(Duration.ofMinutes(7)), stored(shorter.create(Map.of()).id()).expiresAt(),
        "EXPIRY-2: now + expiration");
    assertEquals(now().plus(Duration.ofMinutes(7)), shorter.set(Session.of(ID, Map.of())).orElseThrow().expiresAt(),
        "EXPIRY-2: for set too");
  }

  @Rule({"EXPIRY-3", "SET-1"})
  default void the_absolute_lifetime_caps_every_write() {
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(10)));
    Session copy = capped.create(Map.of());
    SessionId id = copy.id();
    Instant end = copy.createdAt().plus(Duration.ofHours(10));
    assertEquals(end, copy.expiresAt(), "EXPIRY-3: create, from the first write on");
    assertEquals(end, stored(id).expiresAt(), "EXPIRY-3: create, as stored");
    assertEquals(end, capped.set(Session.of(ID, Map.of())).orElseThrow().expiresAt(), "EXPIRY-3: set of a new one");
    kit().clock().advance(Duration.ofHours(1));
    copy = capped.save(copy.withMaxAge(Duration.ofDays(9))).session().orElseThrow();
    assertEquals(end, copy.expiresAt(), "EXPIRY-3: save");
    assertEquals(end, stored(id).expiresAt(), "EXPIRY-3: save, as stored");
    assertEquals(end, capped.update(id, s -> s.withFixedExpiry(now().plus(DAY))).orElseThrow().expiresAt(),
        "EXPIRY-3: update to a fixed end");
    assertEquals(end, stored(id).expiresAt(), "EXPIRY-3: update, as stored");
    assertEquals(end, capped.set(copy.withMaxAge(Duration.ofDays(9))).orElseThrow().expiresAt(),
        "SET-1: the absolute deadline stays");
    assertEquals(end, stored(id).expiresAt(), "EXPIRY-3: set, as stored");
    assertTrue(capped.touch(id));
    assertEquals(end, stored(id).expiresAt(), "EXPIRY-3: touch");
    SessionId rotated = capped.rotate(id, s -> s.with("a", 1)).orElseThrow().id();
    assertEquals(end, stored(rotated).expiresAt(), "EXPIRY-3: a new id is no new life");
    kit().clock().advance(Duration.ofHours(9));
    assertEquals(Optional.empty(), kit().store().get(rotated), "EXPIRY-3: dead ten hours after the first write");
  }

  @Rule("EXPIRY-4")
  default void one_millisecond_is_a_life() {
    Session read = stored(set(s -> s.withMaxAge(Duration.ofMillis(1))));
    assertEquals(now().plusMillis(1), read.expiresAt(), "EXPIRY-4: one millisecond, exact");
    assertEquals(Optional.of(Duration.ofMillis(1)), read.maxAge(), "EXPIRY-4: one millisecond comes back");
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), kit().store().get(ID), "EXPIRY-4: and no more");
    Instant end = now().plusMillis(1);
    assertEquals(end, stored(set(s -> s.withFixedExpiry(end))).expiresAt(), "EXPIRY-4: a fixed end in one millisecond");
  }

  @Rule("EXPIRY-4")
  default void the_year_9999_comes_back_exact() {
    Instant latest = Instant.parse("9999-12-31T23:59:59.999Z");
    for (Instant end : List.of(latest, latest.minusMillis(1), Instant.parse("9999-01-01T00:00:00.001Z"))) {
      Session read = stored(set(s -> s.withFixedExpiry(end)));
      assertEquals(end, read.expiresAt(), "EXPIRY-4: the end as it was given");
      assertEquals(Optional.of(end), read.fixedExpiry(), "EXPIRY-4: the end comes back");
    }
    Duration ages = Duration.ofDays(365L * 7000).plusMillis(1);
    Session read = stored(set(s -> s.withMaxAge(ages)));
    assertEquals(Optional.of(ages), read.maxAge(), "EXPIRY-4: an idle time of ages comes back");
    assertEquals(now().plus(ages), read.expiresAt(), "EXPIRY-4: now + that");
    SessionStore then = kit().another(o -> o.clock(new VirtualClock(Instant.parse("5000-01-01T00:00:00Z"))));
    then.set(Session.of(ID, Map.of()).withMaxAge(ages));
    assertTrue(then.touch(ID), "EXPIRY-4: the longest-lived can be touched");
    assertEquals(latest, stored(ID).expiresAt(), "EXPIRY-4: nothing goes beyond the last instant there is");
    assertEquals(latest, then.save(then.get(ID).orElseThrow().with("a", 1)).session().orElseThrow().expiresAt(),
        "EXPIRY-4: and it can be saved");
  }

  @Rule("EXPIRY-4")
  default void finer_parts_are_cut_down_to_milliseconds() {
    kit().clock().advance(Duration.ofNanos(400_100)); // now has parts finer than a millisecond
    Instant millis = Instant.ofEpochMilli(now().toEpochMilli());
    Session read = stored(set(s -> s.withMaxAge(Duration.ofMillis(900).plusNanos(999_999))));
    assertEquals(Optional.of(Duration.ofMillis(900)), read.maxAge(), "EXPIRY-4: an idle time of 900.999999 ms");
    assertEquals(millis.plusMillis(900), read.expiresAt(), "EXPIRY-4: 900 ms from now, in milliseconds");
    assertEquals(millis, read.createdAt(), "EXPIRY-4: the first write, in milliseconds");
    Instant end = millis.plusMillis(5);
    read = stored(set(s -> s.withFixedExpiry(end.plusNanos(999_999))));
    assertEquals(end, read.expiresAt(), "EXPIRY-4: a fixed end is never rounded up");
    assertEquals(Optional.of(end), read.fixedExpiry(), "EXPIRY-4: the end comes back cut");
    SessionStore odd = kit().another(o -> o.expiration(Duration.ofMillis(5).plusNanos(600_000)));
    Session copy = odd.create(Map.of());
    assertEquals(end, copy.expiresAt(), "EXPIRY-4: the store's own expiration is cut too");
    assertEquals(copy.expiresAt(), stored(copy.id()).expiresAt(), "EXPIRY-4: the result is what is stored");
  }

  @Rule("EXPIRY-5")
  default void only_the_given_clock_counts_in_1999_and_in_2100() {
    for (String start : List.of("1999-12-31T23:59:59.999Z", "2100-02-28T23:59:59.999Z")) {
      VirtualClock clock = new VirtualClock(Instant.parse(start));
      SessionStore then = kit().another(o -> o.clock(clock));
      then.clear();
      livesItsDayAndNoLonger(then, clock);
    }
  }

  private static void livesItsDayAndNoLonger(SessionStore store, VirtualClock clock) {
    Instant begin = clock.instant();
    Session copy = store.create(Map.of("user", "ada"));
    assertEquals(begin, copy.createdAt(), "EXPIRY-5: created now, by the given clock");
    assertEquals(begin.plus(DAY), copy.expiresAt(),
        "EXPIRY-5: a day is 24 hours, even when a zone's clocks change");
    clock.advance(DAY.minusMillis(1));
    assertEquals(begin.plus(DAY), store.get(copy.id()).orElseThrow().expiresAt(),
        "EXPIRY-5: alive one millisecond before");
    assertEquals(1, store.findBy(USER, "ada", 10, null).items().size(), "EXPIRY-5: listed");
    assertTrue(store.touch(copy.id()), "EXPIRY-5: touched");
    clock.advance(DAY);
    assertEquals(Optional.empty(), store.get(copy.id()), "EXPIRY-5: dead at the deadline");
    assertEquals(List.of(), store.findBy(USER, "ada", 10, null).items(), "EXPIRY-5: not listed");
    clock.advance(Duration.ofMinutes(1));
    assertEquals(1, store.clearExpired().deleted(), "EXPIRY-5: swept by the given clock");
  }

  /** A switch to summer time and one back, the day that Apia left out, half hours. */
  @Rule("EXPIRY-5")
  @ResourceLock(Resources.TIME_ZONE)
  default void every_time_zone_and_every_switch_of_its_clocks_is_the_same() {
    Map<String, String> mornings =
        Map.of("Europe/Berlin", "2026-03-28T23:30:00.001Z", "America/New_York", "2026-11-01T04:30:00.001Z",
            "Pacific/Apia", "2011-12-29T20:30:00.001Z", "Asia/Kolkata", "2026-01-01T00:00:00.001Z");
    TimeZone before = TimeZone.getDefault();
    try {
      mornings.forEach((zone, morning) -> {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        VirtualClock clock = new VirtualClock(Instant.parse(morning));
        SessionStore there = kit().another(o -> o.clock(clock));
        there.clear();
        livesItsDayAndNoLonger(there, clock);
      });
      Session copy = kit().store().create(Map.of());
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertEquals(copy.expiresAt(), stored(copy.id()).expiresAt(), "EXPIRY-5: written in one zone, read in another");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  /**
   * In Turkish the lower case of I is a dotless i: a name in capitals that is put into lower case
   * by the default locale becomes another name.
   */
  @Rule("EXPIRY-5")
  @ResourceLock(Resources.LOCALE)
  default void everything_holds_in_the_turkish_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      SessionStore there = kit().another();
      livesItsDayAndNoLonger(there, kit().clock());
      SessionId id = there.create(Map.of("user", "I")).id();
      assertEquals("I", there.update(id, s -> s.with("TITLE", "I")).orElseThrow().get("TITLE"),
          "EXPIRY-5: an attribute in capitals");
      assertEquals(1, there.destroyBy(USER, "I", null), "EXPIRY-5: a value in capitals");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Rule(value = {"EXPIRY-5", "TABLE-1"}, needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS})
  @ResourceLock(Resources.LOCALE)
  default void tables_are_made_in_the_turkish_locale() throws Exception {
    Column<String> visitor =
        Column.string("VISITOR_ID", 40, s -> s.get("visitor", String.class).orElse(null)).withIndex();
    Locale before = Locale.getDefault();
    kit().jdbc().run("drop table if exists KIT_VISITS");
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      SessionStore there = kit().another(o -> o.tableName("KIT_VISITS").columns(List.of(visitor)));
      there.createTable();
      there.validateTable();
      there.create(Map.of("visitor", "I"));
      assertEquals(1, there.findBy(visitor, "I", 10, null).items().size(), "EXPIRY-5: a column in capitals");
    } finally {
      Locale.setDefault(before);
      kit().jdbc().run("drop table if exists KIT_VISITS");
    }
  }

  @Rule(value = "EXPIRY-6", needs = Capability.SQL)
  default void what_the_document_says_of_the_expiry_is_never_read_back() throws Exception {
    Session copy = kit().store().set(Session.of(ID, Map.of("a", 1)).withMaxAge(Duration.ofHours(2))).orElseThrow();
    String data = String.valueOf(kit().jdbc().rows("select data from " + kit().table()).get(0).get("data"));
    for (String instant : List.of("1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "nonsense")) {
      String forged = data.replaceAll("\"expires\":\"[^\"]*\"", "\"expires\":\"" + instant + "\"")
          .replaceAll("\"originalMaxAge\":\\d+", "\"originalMaxAge\":1");
      assertNotEquals(data, forged, "EXPIRY-6: the document has a cookie's expiry for readers");
      kit().jdbc().run("update " + kit().table() + " set data = ?", forged);
      Session read = stored(ID);
      assertEquals(copy.expiresAt(), read.expiresAt(), "EXPIRY-6: the column is the truth");
      assertEquals(copy.maxAge(), read.maxAge(), "EXPIRY-6: the idle time is a column's too");
      assertEquals(copy, read, "EXPIRY-6: nothing else has changed");
    }
    kit().jdbc().run("update " + kit().table() + " set expires = ?", now().toEpochMilli());
    assertEquals(Optional.empty(), kit().store().get(ID), "EXPIRY-6: dead by the column, whatever the document says");
    kit().jdbc().run("update " + kit().table() + " set expires = ?", now().toEpochMilli() + 5);
    assertEquals(now().plusMillis(5).toEpochMilli(), stored(ID).expiresAt().toEpochMilli(),
        "EXPIRY-6: epoch milliseconds, in no zone");
  }

  @Rule("EXPIRY-7")
  default void save_and_update_slide_and_never_shorten() {
    Session copy = kit().store().create(Map.of());
    kit().clock().advance(Duration.ofHours(20));
    copy = kit().store().save(copy.with("a", 1)).session().orElseThrow();
    assertEquals(now().plus(DAY), copy.expiresAt(), "EXPIRY-7: save slides");
    assertEquals(now().plus(DAY), stored(copy.id()).expiresAt(), "EXPIRY-7: save slides the row");
    kit().clock().advance(Duration.ofHours(20));
    assertEquals(now().plus(DAY), kit().store().update(copy.id(), s -> s.with("a", 2)).orElseThrow().expiresAt(),
        "EXPIRY-7: update slides");
    Instant end = stored(copy.id()).expiresAt();
    assertEquals(now().plus(DAY), end, "EXPIRY-7: update slides the row");
    SessionStore hasty = kit().another(o -> o.expiration(Duration.ofMinutes(5)));
    hasty.update(copy.id(), s -> s.with("a", 3));
    assertEquals(end, stored(copy.id()).expiresAt(), "EXPIRY-7: like touch, it never shortens");
    hasty.save(stored(copy.id()).with("a", 4));
    assertEquals(end, stored(copy.id()).expiresAt(), "EXPIRY-7: save does not either");
  }

  @Rule("EXPIRY-7")
  default void a_changed_idle_time_stands_earlier_or_later_and_no_older_copy_undoes_it() {
    Session old = kit().store().create(Map.of());
    kit().clock().advance(Duration.ofHours(1));
    for (Duration idle : List.of(Duration.ofMinutes(1), Duration.ofDays(3), Duration.ofMinutes(30))) {
      Instant end = now().plus(idle);
      Session saved = kit().store().save(stored(old.id()).withMaxAge(idle)).session().orElseThrow();
      assertEquals(end, saved.expiresAt(), "EXPIRY-7: save returns the new end");
      assertEquals(end, stored(old.id()).expiresAt(), "EXPIRY-7: save: the new one counts");
      kit().store().touch(old);
      assertEquals(end, stored(old.id()).expiresAt(), "EXPIRY-7: no touch from an older copy undoes it");
      assertEquals(end.plusSeconds(1),
          kit().store().update(old.id(), s -> s.withMaxAge(idle.plusSeconds(1))).orElseThrow().expiresAt(),
          "EXPIRY-7: update returns it");
      assertEquals(end.plusSeconds(1), stored(old.id()).expiresAt(), "EXPIRY-7: update: the new one counts");
    }
    kit().store().update(old.id(), s -> s.withMaxAge(null)).orElseThrow();
    assertEquals(now().plus(DAY), stored(old.id()).expiresAt(),
        "EXPIRY-7: without an idle time of its own, the store's");
    kit().store().update(old.id(), s -> s.withMaxAge(Duration.ofMinutes(1))).orElseThrow();
    kit().clock().advance(Duration.ofSeconds(30));
    kit().store().touch(old);
    kit().store().touch(old.id());
    assertEquals(now().plusSeconds(60), stored(old.id()).expiresAt(), "EXPIRY-7: it slides by the new idle time alone");
  }

  @Rule("EXPIRY-7")
  default void a_changed_fixed_expiry_stands_earlier_or_later_and_no_older_copy_undoes_it() {
    Session old = kit().store().create(Map.of());
    for (Instant end : List.of(now().plusSeconds(60), now().plus(Duration.ofDays(9)), now().plusSeconds(30))) {
      assertEquals(Status.SAVED, kit().store().save(stored(old.id()).withFixedExpiry(end)).status());
      assertEquals(end, stored(old.id()).expiresAt(), "EXPIRY-7: save: the new end counts");
      kit().store().update(old.id(), s -> s.withFixedExpiry(end.plusMillis(1))).orElseThrow();
      assertEquals(end.plusMillis(1), stored(old.id()).expiresAt(), "EXPIRY-7: update: the new end counts");
      kit().store().touch(old);
      kit().store().touch(old.id());
      assertEquals(end.plusMillis(1), stored(old.id()).expiresAt(), "EXPIRY-7: no touch moves it");
    }
  }

  @Rule("EXPIRY-8")
  default void written_with_an_expiry_already_past() {
    for (Instant past : List.of(now().minusMillis(1), now(), Instant.EPOCH)) {
      Session copy = kit().store().create(Map.of());
      assertEquals(Status.GONE, kit().store().save(copy.withFixedExpiry(past)).status(), "EXPIRY-8: save returns GONE");
      assertFalse(kit().store().destroy(copy.id()), "EXPIRY-8: save removes the row");
      SessionId id = kit().store().create(Map.of()).id();
      assertEquals(Optional.empty(), kit().store().update(id, s -> s.withFixedExpiry(past)),
          "EXPIRY-8: update returns empty");
      assertFalse(kit().store().destroy(id), "EXPIRY-8: update removes the row");
      Session third = kit().store().create(Map.of());
      assertEquals(Optional.empty(), kit().store().set(third.withFixedExpiry(past)), "EXPIRY-8: set returns empty");
      assertFalse(kit().store().destroy(third.id()), "EXPIRY-8: set removes the row");
    }
  }

  @Rule({"EXPIRY-8", "SAVE-4"})
  default void an_older_copy_with_an_expiry_already_past_ends_nothing() {
    Session old = kit().store().create(Map.of());
    kit().store().update(old.id(), s -> s.with("newer", true)).orElseThrow();
    assertEquals(Status.CONFLICT, kit().store().save(old.withFixedExpiry(now())).status(),
        "SAVE-4: somebody else has written in between");
    assertEquals(true, stored(old.id()).get("newer"), "EXPIRY-8: what they wrote stays");
  }

  /** A new session is dead at once only at the last instant there is. */
  @Rule("EXPIRY-8")
  default void create_refuses_what_would_be_dead_already() {
    SessionStore last = kit().another(o -> o.clock(new VirtualClock(ExpiryPolicy.LATEST)));
    assertThrows(IllegalArgumentException.class, () -> last.create(Map.of()), "EXPIRY-8: refused");
    assertEquals(0, kit().store().length(), "EXPIRY-8: nothing is written");
  }
}
