package dev.sessionstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import dev.sessionstore.spi.SessionBackend;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TourTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  private Path folder;

  static Stream<String> backends() {
    return ServiceLoader.load(SessionBackend.class).stream().map(found -> found.get().name());
  }

  private String url() {
    return "jdbc:h2:" + folder.resolve("tour") + ";WRITE_DELAY=0";
  }

  private int run(String... arguments) throws Exception {
    out.reset();
    err.reset();
    return Tour.run(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void a_second_run_finds_the_session_of_the_first_with_no_update_lost(String backend) throws Exception {
    assertThat(run("--backend", backend, "--url", url())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("earlier runs: 0.", "the old id finds nothing", "the counter says 1000.", "no SQL was sent", "but here: 2 rows", "deleted 3 rows in 1 batch, 1 live")
        .contains("| data {\"cookie\"");
    assertThat(run("--backend", backend, "--url", url())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("earlier runs: 1.", "counter 1000");
  }

  @Test
  void a_wrong_option_gets_a_sentence_and_exit_code_2() throws Exception {
    assertThat(run("--colour")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no option --colour");
    assertThat(run("--url")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--url needs a value");
    assertThat(run("--backend", "nobody", "--url", url())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nobody is not on the class path", "hibernate");
    assertThat(run("--url", "nonsense")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("not a JDBC URL");
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--backend", "--url");
  }
}
