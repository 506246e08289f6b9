package dev.sessionstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private int run(String... arguments) throws Exception {
    bytes.reset();
    return Tour.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), arguments);
  }

  @Test
  void a_second_run_finds_the_session_of_the_first_with_no_update_lost(@TempDir Path folder) throws Exception {
    String url = "jdbc:h2:" + folder.resolve("tour") + ";WRITE_DELAY=0";
    assertThat(run("--url", url)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("earlier runs: 0", "the counter says 1000.", "but here: 2 rows");
    assertThat(run("--url", url)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("earlier runs: 1", "counter 1000");
  }

  @Test
  void a_wrong_option_gets_a_sentence_and_exit_code_2() throws Exception {
    assertThat(run("--colour")).isEqualTo(2);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("There is no option --colour");
    assertThat(run("--url")).isEqualTo(2);
    assertThat(run("--backend", "nobody")).isEqualTo(2);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("found: hibernate");
    assertThat(run("--help")).isZero();
  }
}
