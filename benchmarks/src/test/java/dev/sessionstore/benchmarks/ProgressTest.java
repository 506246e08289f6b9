package dev.sessionstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

  private static final Figure FIGURE =
      new Figure(Entrant.EBEAN, Product.H2, Operation.GET, 4, 200, 1234.5, 0.25, 6000, 1, 0, 1);
  private static final Ratio RATIO =
      new Ratio("port: find", "Ebean", "PostgreSQL", 100, 90, 0.91, 5000, 6000, 7.5, 8.25);

  @TempDir
  private Path folder;

  private Path file() {
    return folder.resolve("target").resolve("run.tsv");
  }

  @Test
  void a_run_that_was_cut_off_goes_on_with_what_was_measured() throws IOException {
    Progress first = new Progress(file(), false);
    first.add("store-ebean-h2", List.of(FIGURE.line()), Duration.ofMillis(1500));
    first.add("port-ebean-postgresql", List.of(RATIO.line()), Duration.ofMillis(500));
    Files.writeString(file(), "figure\tof a task that was cut off\n", StandardOpenOption.APPEND);
    Progress second = new Progress(file(), true);
    assertThat(second.has("store-ebean-h2")).isTrue();
    assertThat(second.has("port-ebean-postgresql")).isTrue();
    assertThat(second.has("engine-raw-h2")).isFalse();
    assertThat(second.figures()).containsExactly(FIGURE);
    assertThat(second.ratios()).containsExactly(RATIO);
    assertThat(second.spent()).isEqualTo(Duration.ofSeconds(2));
    second.add("engine-raw-h2", List.of(RATIO.line()), Duration.ZERO);
    assertThat(new Progress(file(), true).ratios()).containsExactly(RATIO, RATIO);
  }

  @Test
  void a_run_that_is_not_resumed_begins_anew() throws IOException {
    new Progress(file(), false).add("store-ebean-h2", List.of(FIGURE.line()), Duration.ofSeconds(1));
    assertThat(new Progress(file(), false).has("store-ebean-h2")).isFalse();
    assertThat(new Progress(file(), true).figures()).isEmpty();
  }

  @Test
  void parts_of_a_run_are_kept_nowhere() throws IOException {
    Progress parts = new Progress(null, false);
    parts.add("store-ebean-h2", List.of(FIGURE.line()), Duration.ofSeconds(1));
    assertThat(parts.figures()).containsExactly(FIGURE);
    assertThat(folder).isEmptyDirectory();
  }
}
