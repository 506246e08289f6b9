package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.sessionstore.Session;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * What the guide shows of the kit's instruments works as shown; the rest of the guide is proved by
 * integration-tests' StrangersProjectTest.
 */
class GuideTest {

  private static final String INDENT = "(?m)^ +";

  static class Instruments extends LikelyMistakesTest.Mistaken {

    @Test
    void a_touch_costs_one_statement_and_waits_for_nobody() throws Exception {
      Session copy = kit().store().create(Map.of());
      StatementProbe.Counts before = kit().probe().snapshot();
      kit().store().touch(copy.id());
      assertEquals(1, kit().probe().snapshot().since(before).statements());

      try (Gate gate = kit().probe().hold(StatementProbe.writes())) {     // a race without chance
        Thread late = new Thread(() -> kit().store().touch(copy.id()));
        late.start();
        gate.awaitHeld();                                                 // it has decided, its statement is on the way
        kit().another().destroy(copy.id());                               // another process, in between
        gate.release();
        late.join();
      }
      assertTrue(kit().store().get(copy.id()).isEmpty());                 // not revived

      kit().probe()
          .failNext(StatementProbe.reads(), () -> new SQLException("broken", "58030"), StatementProbe.When.BEFORE);
      assertThrows(SessionStoreException.class, () -> kit().store().get(copy.id()));
    }
  }

  private static String file(String path) throws IOException {
    return Files.readString(Path.of(System.getProperty("basedir", ".")).resolve(path));
  }

  @Test
  void the_example_of_the_instruments_works() throws IOException {
    EngineTestKit.engine("junit-jupiter").configurationParameter(RunSummary.FOLDER, RunSummary.OFF)
        .selectors(selectMethod(Instruments.class, "a_touch_costs_one_statement_and_waits_for_nobody")).execute()
        .testEvents().assertStatistics(tests -> tests.started(1).succeeded(1));
    String guide = file("README.md");
    String shown = guide.substring(guide.indexOf("```java\n@Test\n") + "```java\n".length());
    assertThat(file("src/test/java/dev/sessionstore/tck/GuideTest.java").replaceAll(INDENT, ""))
        .contains(shown.substring(0, shown.indexOf("```")).replaceAll(INDENT, ""));
  }
}
