package dev.sessionstore.it.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RequestsChartTest {

  private static final Path TARGET = Page.ROOT.resolve("integration-tests/target/requests.svg");

  @Test
  void the_chart_shows_the_figures_of_the_newest_results() throws Exception {
    String chart = RequestsChart.of(Files.readString(Page.ROOT.resolve("benchmarks/RESULTS.md")));
    Files.writeString(TARGET, chart);
    assertThat(Page.ROOT.resolve("docs/requests.svg"))
        .as("benchmarks/RESULTS.md has changed: cp integration-tests/target/requests.svg docs/requests.svg")
        .hasContent(chart);
  }

  @Test
  void results_without_its_rows_are_refused() {
    String onMariaDb = "- Date: 2026-11-24\n| peers: request against Jetty | Ebean | MariaDB | 1 | 2 | 2.00 | 3 |";
    assertThatThrownBy(() -> RequestsChart.of(onMariaDb)).hasMessageContaining("only the long form");
  }
}
