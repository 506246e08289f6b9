package dev.sessionstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  private Path folder;

  private int run(String... arguments) throws Exception {
    return App.run(new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --colour         | There is no option --colour
      --url            | --url needs a value
      --port http      | The port http cannot be
      --port 65536     | The port 65536 cannot be
      --url nonsense   | not a JDBC URL
      --tour --url no  | not a JDBC URL
      """)
  void a_wrong_option_gets_a_sentence_and_exit_code_2(String arguments, String sentence) throws Exception {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(said()).contains(sentence).contains("--backend NAME");
    assertThat(out.size()).isZero();
  }

  @Test
  void an_unknown_backend_gets_a_sentence_that_lists_the_known_ones() throws Exception {
    assertThat(run("--backend", "nobody", "--url", "jdbc:h2:" + folder.resolve("app"))).isEqualTo(2);
    assertThat(said()).contains("nobody is not on the class path", "hibernate", "mybatis", "ebean", "jdbc");
  }

  @Test
  void a_port_that_is_taken_gets_a_sentence_and_exit_code_1() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThat(run("--url", "jdbc:h2:" + folder.resolve("app"), "--port", Integer.toString(other.getLocalPort())))
          .isEqualTo(1);
      assertThat(said()).isEqualToIgnoringNewLines("The port " + other.getLocalPort()
          + " is taken; stop the program that listens there, or name another by --port (0: any free one).");
    }
  }

  @Test
  void a_database_that_is_away_gets_a_sentence_and_exit_code_1() throws Exception {
    assertThat(run("--url", "jdbc:h2:" + folder.resolve("app") + ";IFEXISTS=TRUE")).isEqualTo(1);
    assertThat(said()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void help_names_every_option() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--backend", "--url", "--port", "--tour", "--help");
  }
}
