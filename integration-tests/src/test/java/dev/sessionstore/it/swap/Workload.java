package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The operations of several threads on one table, and a record of what was acknowledged, which is
 * compared with the table afterwards: every acknowledged increment is there, no destroyed session
 * is live, every expired row was deleted once.
 */
final class Workload {

  private static final int USERS = 3;
  private static final int LASTING = 4;
  private static final int SWEEPERS = 4;

  private final Cluster.Nodes nodes;
  private final List<Track> lasting = new ArrayList<>();
  /** Sessions of users who log out everywhere now and then, a queue for each. */
  private final List<Queue<Track>> leaving = new ArrayList<>();
  private final Queue<Track> left = new ConcurrentLinkedQueue<>();
  private final AtomicLong brief = new AtomicLong();
  private final AtomicLong briefDestroyed = new AtomicLong();
  private final AtomicLong swept = new AtomicLong();

  /** One session through its rotations. */
  private static final class Track {
    final Queue<SessionId> ids = new ConcurrentLinkedQueue<>();
    final AtomicLong acknowledged = new AtomicLong();
    volatile SessionId current;

    Track(SessionId first) {
      ids.add(first);
      current = first;
    }

    /** Called by the winner of a rotation; no other thread knows the new id before. */
    void moved(SessionId to) {
      ids.add(to);
      current = to;
    }
  }

  Workload(Cluster.Nodes nodes) {
    this.nodes = nodes;
    for (int i = 0; i < LASTING; i++) {
      lasting.add(new Track(nodes.store(0).create(Map.of("user", "lasting", "visits", 0)).id()));
    }
    for (int i = 0; i < USERS; i++) {
      leaving.add(new ConcurrentLinkedQueue<>());
    }
  }

  /** One thread's operations. */
  void take(int thread, int operations, long seed) {
    Random random = new Random(seed * 31 + thread);
    SessionStore store = nodes.store(thread);
    for (int i = 0; i < operations; i++) {
      nodes.clock().advance(Duration.ofMillis(1));
      Track track = lasting.get(random.nextInt(LASTING));
      int user = random.nextInt(USERS);
      switch (random.nextInt(11)) {
        case 0, 1 -> increment(store, track);
        case 2 -> save(store, track);
        case 3 -> rotate(store, track);
        case 4 -> store.touch(track.current);
        case 5 -> leave(store, user);
        case 6, 7 -> visit(store, user, random);
        case 8 -> brief(store, "brief-" + thread + "-" + i, random);
        case 9 -> swept.addAndGet(store.clearExpired().deleted());
        default -> arrive(store, user);
      }
    }
  }

  private static Session incremented(Session session) {
    return session.with("visits", session.getLong("visits", 0) + 1);
  }

  private static void increment(SessionStore store, Track track) {
    store.update(track.current, Workload::incremented).ifPresent(stored -> track.acknowledged.incrementAndGet());
  }

  private static void save(SessionStore store, Track track) {
    Optional<Session> copy = store.get(track.current);
    if (copy.isPresent() && store.save(incremented(copy.get())).status() == SaveResult.Status.SAVED) {
      track.acknowledged.incrementAndGet();
    }
  }

  private static void rotate(SessionStore store, Track track) {
    store.rotate(track.current, Workload::incremented).ifPresent(stored -> {
      track.acknowledged.incrementAndGet();
      track.moved(stored.id());
    });
  }

  private static String user(int number) {
    return "user " + number;
  }

  private void arrive(SessionStore store, int user) {
    leaving.get(user).add(new Track(store.create(Map.of("user", user(user), "visits", 0)).id()));
  }

  /** A request that runs while its user may be logging out everywhere. */
  private void visit(SessionStore store, int user, Random random) {
    Track track = leaving.get(user).peek();
    if (track != null) {
      switch (random.nextInt(4)) {
        case 0 -> increment(store, track);
        case 1 -> save(store, track);
        case 2 -> rotate(store, track);
        default -> store.touch(track.current);
      }
    }
  }

  /** Sessions that existed before it began are gone when it ends, under any id. */
  private void leave(SessionStore store, int user) {
    List<Track> there = List.copyOf(leaving.get(user));
    store.destroyBy(Columns.USER, user(user), null);
    leaving.get(user).removeAll(there);
    left.addAll(there);
  }

  /** Destroys a session, touches it, or leaves it to the sweepers. */
  private void brief(SessionStore store, String name, Random random) {
    SessionId id = SessionId.of(name);
    Session set = Session.of(id, Map.of("user", "brief")).withMaxAge(Duration.ofMillis(1 + random.nextInt(20)));
    assertThat(store.set(set)).isPresent();
    brief.incrementAndGet();
    switch (random.nextInt(3)) {
      case 0 -> briefDestroyed.addAndGet(store.destroy(id) ? 1 : 0);
      case 1 -> store.touch(id);
      default -> assertThat(store.get(id)).isNotNull();
    }
  }

  /** Called after all threads have ended. */
  void judge() throws Exception {
    SessionStore store = nodes.store(1);
    for (Track track : left) {
      for (SessionId id : track.ids) {
        assertThat(store.get(id))
            .as("a session of one who logged out everywhere, after %s rotations", track.ids.size() - 1)
            .isEmpty();
      }
    }
    for (Track track : lasting) {
      assertLivesUnderItsLastIdAlone(store, track);
    }
    leaving.forEach(user -> user.stream().filter(track -> store.get(track.current).isPresent())
        .forEach(track -> assertLivesUnderItsLastIdAlone(store, track)));
    nodes.clock().advance(Duration.ofMinutes(1));
    AtOnce.run(SWEEPERS, i -> () -> swept.addAndGet(nodes.store(i).clearExpired().deleted()));
    assertThat(swept.get() + briefDestroyed.get()).as("dead rows deleted, each counted once").isEqualTo(brief.get());
    assertThat(store.clearExpired().deleted()).isZero();
  }

  private static void assertLivesUnderItsLastIdAlone(SessionStore store, Track track) {
    assertThat(store.get(track.current)).as("a session that nobody ended").isPresent();
    assertThat(store.get(track.current).orElseThrow().getLong("visits", -1)).as("increments")
        .isEqualTo(track.acknowledged.get());
    track.ids.stream().filter(id -> !id.equals(track.current))
        .forEach(id -> assertThat(store.get(id)).as("under an id from before a rotation").isEmpty());
  }
}
