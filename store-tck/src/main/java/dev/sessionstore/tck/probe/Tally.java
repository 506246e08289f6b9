package dev.sessionstore.tck.probe;

import dev.sessionstore.tck.probe.StatementProbe.Counts;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went through a probe: statements, ends of transactions, connections. Thread-safe. */
final class Tally {

  // all below: under this object's lock
  private final List<String> texts = new ArrayList<>();
  private final List<Boolean> autoCommitCalls = new ArrayList<>();
  private final List<Boolean> readOnlyCalls = new ArrayList<>();
  private final List<String> abandoned = new ArrayList<>();
  private Counts counts = new Counts(0, 0, 0, 0);
  private int lostAndKept;
  private int open;
  private int mostOpen;
  private int allowed = Integer.MAX_VALUE;

  synchronized void executing(String sql) {
    texts.add(sql);
    counts = new Counts(counts.statements() + 1, counts.commits(), counts.rollbacks(), counts.checkOuts());
  }

  synchronized void committing() {
    counts = new Counts(counts.statements(), counts.commits() + 1, counts.rollbacks(), counts.checkOuts());
  }

  synchronized void rollingBack() {
    counts = new Counts(counts.statements(), counts.commits(), counts.rollbacks() + 1, counts.checkOuts());
  }

  synchronized void autoCommitSet(boolean to) {
    autoCommitCalls.add(to);
  }

  synchronized void readOnlySet(boolean to) {
    readOnlyCalls.add(to);
  }

  synchronized void requireOneMoreAllowed() throws SQLTransientConnectionException {
    if (open >= allowed) {
      throw new SQLTransientConnectionException(
          "The kit's pool allows " + allowed + " at once, and the store asked for one more.", "08001");
    }
  }

  synchronized void checkedOut() {
    counts = new Counts(counts.statements(), counts.commits(), counts.rollbacks(), counts.checkOuts() + 1);
    open++;
    mostOpen = Math.max(mostOpen, open);
  }

  /**
   * {@code unfinished}: the last statement of a transaction that is neither committed nor rolled
   * back.
   */
  synchronized void givenBack(@Nullable String unfinished) {
    open--;
    if (unfinished != null) {
      abandoned.add(unfinished);
    }
  }

  synchronized void keptThoughLost() {
    lostAndKept++;
  }

  synchronized void allow(int most) {
    allowed = most;
  }

  /** Connections that are open stay counted. */
  synchronized void reset() {
    counts = new Counts(0, 0, 0, 0);
    texts.clear();
    autoCommitCalls.clear();
    readOnlyCalls.clear();
    lostAndKept = 0;
    mostOpen = open;
  }

  synchronized void restart() {
    reset();
    abandoned.clear();
    allowed = Integer.MAX_VALUE;
  }

  synchronized Counts counts() {
    return counts;
  }

  synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  synchronized List<Boolean> autoCommitCalls() {
    return List.copyOf(autoCommitCalls);
  }

  synchronized List<Boolean> readOnlyCalls() {
    return List.copyOf(readOnlyCalls);
  }

  synchronized int open() {
    return open;
  }

  synchronized int mostOpen() {
    return mostOpen;
  }

  synchronized List<String> abandoned() {
    return List.copyOf(abandoned);
  }

  synchronized int lostAndKept() {
    return lostAndKept;
  }
}
