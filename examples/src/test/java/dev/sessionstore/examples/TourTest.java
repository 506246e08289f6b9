package dev.sessionstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.spi.SessionBackend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TourTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir
  private Path folder;

  static Stream<String> backends() {
    return ServiceLoader.load(SessionBackend.class).stream().map(found -> found.get().name());
  }

  private String url() {
    return "jdbc:h2:" + folder.resolve("tour") + ";WRITE_DELAY=0";
  }

  private int tour(String backend) throws Exception {
    out.reset();
    return App.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, "--tour", "--backend", backend,
        "--url", url());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void a_second_run_finds_the_session_of_the_first_with_no_update_lost(String backend) throws Exception {
    assertThat(tour(backend)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("earlier runs: 0.", "the old id finds nothing", "the counter says 1000.", "no SQL was sent",
            "but here: 2 rows", "deleted 3 rows in 1 batch, 1 live")
        .contains("| data {\"cookie\"");
    assertThat(tour(backend)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("earlier runs: 1.", "counter 1000");
  }
}
