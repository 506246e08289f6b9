package dev.sessionstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acknowledged updates are kept when the program is killed. */
@Tag("chance")
class KilledTourTest {

  private static final Pattern ACKNOWLEDGED = Pattern.compile("(\\d+) updates acknowledged");
  private static final Pattern THREE_HUNDRED = Pattern.compile("(300) updates acknowledged");
  private static final Pattern FOUND = Pattern.compile("ada, created .*, counter (\\d+)");

  /** For more, {@code -Dsessionstore.test.kills=20}. */
  private static final int KILLS = Integer.getInteger("sessionstore.test.kills", 2);

  @TempDir
  private Path folder;

  private Program tour(Class<?> main, String url) throws IOException {
    return Program.start(main, folder, "--tour", "--url", url);
  }

  private String fresh(String url) {
    return url.replace("FOLDER", folder.resolve(UUID.randomUUID().toString()).toString());
  }

  /**
   * SQLite by the settings of the store's own, which do not wait for the disk: a power cut is not
   * shown here.
   */
  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:FOLDER;WRITE_DELAY=0", "jdbc:sqlite:FOLDER.sqlite"})
  void killed_in_the_middle_of_its_updates_the_next_run_finds_every_acknowledged_one(String on) throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      String url = fresh(on);
      int acknowledged;
      try (Program first = tour(HeldTour.class, url)) {
        acknowledged = Integer.parseInt(first.await(THREE_HUNDRED));
        first.kill();
        for (String line : first.rest()) { // acknowledged as well
          Matcher seen = ACKNOWLEDGED.matcher(line);
          acknowledged = seen.find() ? Integer.parseInt(seen.group(1)) : acknowledged;
        }
        assertThat(first.exit()).as("it was killed").isEqualTo(128 + 9);
      }
      assertThat(acknowledged).isBetween(300, 900);

      try (Program second = tour(App.class, url)) {
        String all = String.join("\n", second.rest());
        assertThat(second.exit()).as(all).isZero();
        Matcher found = FOUND.matcher(all);
        assertThat(found.find()).as(all).isTrue();
        assertThat(Integer.parseInt(found.group(1))).isGreaterThanOrEqualTo(acknowledged);
      }
    }
  }
}
