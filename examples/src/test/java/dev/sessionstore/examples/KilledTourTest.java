package dev.sessionstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged stands, whatever becomes of the program. */
class KilledTourTest {

  private static final Pattern ACKNOWLEDGED = Pattern.compile("(\\d+) updates acknowledged");
  private static final Pattern FOUND = Pattern.compile("ada, created .*, counter (\\d+)");

  @TempDir
  private Path folder;

  private Process tour() throws IOException {
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
        App.class.getName(), "--tour", "--url", "jdbc:h2:" + folder.resolve("killed") + ";WRITE_DELAY=0").redirectErrorStream(true).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void killed_in_the_middle_of_its_updates_the_next_run_finds_every_acknowledged_one() throws Exception {
    Process first = tour();
    int acknowledged = 0;
    try (BufferedReader lines = output(first)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher seen = ACKNOWLEDGED.matcher(line);
        if (seen.find()) {
          acknowledged = Integer.parseInt(seen.group(1));
          if (acknowledged == 300) {
            first.toHandle().destroyForcibly(); // SIGKILL; the process's own method would close the pipe; what is still in the pipe was acknowledged as well
          }
        }
      }
    }
    assertThat(first.waitFor()).as("it was killed").isNotZero();
    assertThat(acknowledged).isBetween(300, 999);

    Process second = tour();
    String all;
    try (BufferedReader lines = output(second)) {
      all = String.join("\n", lines.lines().toList());
    }
    assertThat(second.waitFor()).as(all).isZero();
    Matcher found = FOUND.matcher(all);
    assertThat(found.find()).as(all).isTrue();
    assertThat(Integer.parseInt(found.group(1))).isGreaterThanOrEqualTo(acknowledged);
  }
}
