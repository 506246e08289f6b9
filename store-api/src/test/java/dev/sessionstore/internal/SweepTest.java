package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.SweepResult;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTest {

  private final InMemorySessionTable rows = new InMemorySessionTable();
  private final List<Long> begun = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  private SweepResult swept(int batch) {
    SessionTable watched = (SessionTable) Proxy.newProxyInstance(getClass().getClassLoader(),
        new Class<?>[] {SessionTable.class}, (proxy, method, arguments) -> {
          begun.add((Long) arguments[2]);
          Object answer = method.invoke(rows, arguments);
          meanwhile.run();
          return answer;
        });
    SessionStoreOptions options = SessionStoreOptions.builder()
        .clock(() -> Instant.ofEpochMilli(1_000))
        .sweepGrace(Duration.ZERO)
        .sweepBatch(batch).build();
    Retries retries =
        new Retries(TransactionBoundary.NONE, "sessions", System::nanoTime, new BackOff(nanos -> {}));
    return new Sweep(options, watched, retries, new Events(options.listener()), () -> false).get();
  }

  private void dead(long... expiries) {
    for (long expires : expiries) {
      rows.insert(new SessionRow("key-" + expires, "{}", expires, null, 1, 0, 0, Map.of()));
    }
  }

  @Test
  void each_batch_goes_on_where_the_one_before_it_stopped() {
    dead(50, 10, 40, 20, 30);
    assertThat(swept(2)).isEqualTo(new SweepResult(5, 3, Duration.ZERO));
    assertThat(begun).containsExactly(Long.MIN_VALUE, 20L, 40L, 50L);
  }

  @Test
  void what_comes_in_behind_it_is_left_to_the_next_one() {
    dead(10, 20, 30);
    meanwhile = () -> {
      if (begun.size() == 1) {
        dead(5);
      }
    };
    assertThat(swept(2).deleted()).isEqualTo(3);
    assertThat(swept(2).deleted()).isEqualTo(1);
  }

  @Test
  void rows_of_one_moment_are_all_taken_however_small_the_batch() {
    for (int i = 0; i < 5; i++) {
      rows.insert(new SessionRow("key-" + i, "{}", 10, null, 1, 0, 0, Map.of()));
    }
    assertThat(swept(2).deleted()).isEqualTo(5);
  }
}
