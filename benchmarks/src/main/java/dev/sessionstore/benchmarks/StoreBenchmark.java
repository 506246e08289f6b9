package dev.sessionstore.benchmarks;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** One method per {@link Operation}, on the arena that the fork has opened. */
public class StoreBenchmark {

  /** Static, since JMH creates the states itself, without arguments. */
  private static final AtomicReference<@Nullable Arena> CURRENT = new AtomicReference<>();

  /** Called by JMH. */
  public StoreBenchmark() {}

  static void in(@Nullable Arena arena) {
    CURRENT.set(arena);
  }

  private static Arena current() {
    Arena arena = CURRENT.get();
    if (arena == null) {
      throw new IllegalStateException(
          "No arena is open: start this through Benchmarks, not through JMH's own main class.");
    }
    return arena;
  }

  /** The sessions of one thread: no two threads use the same row. */
  @State(Scope.Thread)
  public static class Turn {

    private final Arena arena = current();
    private final Contestant contestant = arena.contestant();
    private int thread;
    private int own;
    private int threads;
    private long visits;

    /** Called by JMH. */
    public Turn() {}

    /**
     * Assigns sessions to this thread.
     *
     * @param params the thread's index, and the number of threads
     */
    @Setup
    public void share(ThreadParams params) {
      thread = params.getThreadIndex();
      threads = params.getThreadCount();
      own = arena.ids().length / threads;
      visits = 1;
    }

    private int slot() {
      return ThreadLocalRandom.current().nextInt(own) * threads + thread;
    }

    private String id() {
      return arena.ids()[slot()];
    }
  }

  /** Enough sessions to destroy for one iteration. */
  @State(Scope.Benchmark)
  public static class Doomed {

    private final AtomicInteger next = new AtomicInteger();

    /** Called by JMH. */
    public Doomed() {}

    /**
     * Adds sessions.
     *
     * @throws SQLException from the database
     */
    @Setup(Level.Iteration)
    public void fill() throws SQLException {
      next.set(current().add(Integer.getInteger("benchmark.doomed"), false));
    }
  }

  /** Expired sessions to sweep. */
  @State(Scope.Benchmark)
  public static class Dead {

    /** Called by JMH. */
    public Dead() {}

    /**
     * Adds sessions.
     *
     * @throws SQLException from the database
     */
    @Setup(Level.Iteration)
    public void fill() throws SQLException {
      current().add(Integer.getInteger("benchmark.dead"), true);
    }
  }

  @Benchmark
  public Object create(Turn turn) throws Exception {
    return turn.contestant.create();
  }

  @Benchmark
  public @Nullable Object get(Turn turn) throws Exception {
    return turn.contestant.get(turn.id());
  }

  @Benchmark
  public void request(Turn turn) throws Exception {
    turn.contestant.request(turn.id());
  }

  @Benchmark
  public void change(Turn turn) throws Exception {
    turn.contestant.change(turn.id(), ++turn.visits);
  }

  @Benchmark
  public void update(Turn turn) throws Exception {
    turn.contestant.update(turn.id(), ++turn.visits);
  }

  @Benchmark
  public void touch(Turn turn) throws Exception {
    turn.contestant.touch(turn.id());
  }

  @Benchmark
  public void rotate(Turn turn) throws Exception {
    int slot = turn.slot();
    turn.arena.ids()[slot] = turn.contestant.rotate(turn.arena.ids()[slot]);
  }

  @Benchmark
  public int find_by(Turn turn) throws Exception {
    return turn.contestant.findBy(Ids.userOf(turn.slot()));
  }

  @Benchmark
  public void destroy(Turn turn, Doomed doomed) throws Exception {
    turn.contestant.destroy(Ids.of(doomed.next.getAndIncrement()));
  }

  @Benchmark
  public void sweep(Turn turn, Dead dead) throws Exception {
    turn.contestant.sweep();
  }
}
