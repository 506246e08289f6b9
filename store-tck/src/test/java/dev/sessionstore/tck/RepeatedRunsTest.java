package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kit has no flake: {@code -Dsessionstore.tck.runs=100} runs it a hundred times in a row, in memory and on H2. */
@Tag("chance")
class RepeatedRunsTest {

  private static final int RUNS = Integer.getInteger("sessionstore.tck.runs", 1);

  @Test
  void in_memory_each_run_passes() {
    for (int run = 1; run <= RUNS; run++) {
      KitRun kit = KitRun.of(InMemoryTckTest.class);
      assertThat(kit.failures()).as("run %d of %d", run, RUNS).isEmpty();
      assertThat(kit.passed()).isGreaterThan(100);
    }
  }

  @Test
  void on_h2_each_run_passes() {
    for (int run = 1; run <= RUNS; run++) {
      MutantHarness.mutant = Mutant.sql("nothing is wrong", text -> text);
      KitRun kit = KitRun.of(MutantHarness.class);
      assertThat(kit.failures()).as("run %d of %d", run, RUNS).isEmpty();
      assertThat(kit.passed()).isGreaterThan(200);
    }
  }
}
