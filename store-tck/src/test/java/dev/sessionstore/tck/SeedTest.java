package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.sessionstore.SessionStore;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.ForwardingSessionTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The seed is given, drawn and told. The nested harness is run here alone. */
class SeedTest {

  /** Answers that no touch found its session, which a race notices. */
  static class NeverTouches extends SessionStoreTck {
    private final InMemorySessionTable storage = new InMemorySessionTable();

    @Override
    protected SessionStore open(SessionStore.Builder prepared) {
      return prepared.table(definition -> new ForwardingSessionTable(storage) {
        @Override
        public boolean touch(String key, ExpiryTerms terms) {
          return false;
        }
      }).open();
    }
  }

  private static EngineExecutionResults run(String test, String seed) {
    return EngineTestKit.engine("junit-jupiter").configurationParameter(RunSummary.FOLDER, RunSummary.OFF)
        .configurationParameter(Seed.PROPERTY, seed).selectors(selectMethod(NeverTouches.class, test)).execute();
  }

  private static List<String> said(Events events) {
    return events.failed()
        .stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow().getMessage())
        .toList();
  }

  @Test
  void without_a_seed_one_is_drawn() {
    // four equal ones come once in 10^27
    assertThat(Stream.generate(() -> Seed.of(Optional.empty())).limit(4))
        .allSatisfy(seed -> assertThat(seed).isBetween(0L, 999_999_999L))
        .satisfies(seeds -> assertThat(Set.copyOf(seeds)).hasSizeGreaterThan(1));
    assertThat(Seed.of(Optional.of(" -42 "))).isEqualTo(-42);
    assertThat(Seed.of(Optional.of(Long.toString(Long.MIN_VALUE)))).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void what_is_no_number_is_a_sentence_and_fails_the_class() {
    for (String wrong : List.of("abc", "", "1.5", "9223372036854775808")) {
      assertThatThrownBy(() -> Seed.of(Optional.of(wrong))).isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sessionstore.tck.seed is \"" + wrong
              + "\"; write a whole number such as 42, or leave it out to have one drawn.");
    }
    EngineExecutionResults results = run("ids_compare_exactly", "abc");
    assertThat(results.testEvents().started().count()).isZero();
    assertThat(said(results.containerEvents())).singleElement()
        .asString()
        .startsWith("sessionstore.tck.seed is \"abc\"; write");
  }

  @Test
  void a_failure_that_was_left_to_chance_tells_the_seed_and_no_other_does() {
    assertThat(said(run("of_many_touches_at_once_the_latest_expiry_stands", "42").testEvents())).singleElement()
        .asString()
        .startsWith("TOUCH-3: ")
        .endsWith(
            "\nseed: 42 (set sessionstore.tck.seed to it to draw the same again;"
                + " how threads are scheduled cannot be repeated)");
    assertThat(said(run("touch_slides_a_live_session", "42").testEvents())).singleElement()
        .asString()
        .startsWith("TOUCH-1: ")
        .doesNotContain("seed");
  }
}
