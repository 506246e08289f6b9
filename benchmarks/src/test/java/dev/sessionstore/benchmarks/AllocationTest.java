package dev.sessionstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks that the bytes which a call allocates, including H2's own, stay near the recorded figures:
 * bytes are steady where times are not. A change that increases a figure on purpose must update it.
 */
@Tag("chance")
class AllocationTest {

  /** The tolerance: JIT compilers differ in what they keep off the heap. */
  private static final double MAX_RATIO = 1.35;
  private static final int WARM_UP = 2_500;
  private static final int CALLS = 300;
  /**
   * The maximum number of attempts: on a busy machine compilation takes many calls. A call that
   * allocates too much does so in the last attempt too.
   */
  private static final int ATTEMPTS = 300;

  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One call. */
  private interface Call {
    void run() throws Exception;
  }

  @ParameterizedTest
  @CsvSource({
      // bytes of a get, a touch by id and a save of 1 KB
      "JDBC, 9900, 11500, 18700",
      "HIBERNATE, 12300, 16400, 22900",
      "MYBATIS, 11500, 13200, 20900",
      "EBEAN, 11900, 15100, 23500",
  })
  void a_get_a_touch_and_a_save_allocate_what_they_did(Entrant entrant, long get, long touch, long save)
      throws Exception {
    Payload payload = new Payload(1024);
    try (Arena arena = Arena.open(entrant, Product.H2, payload, 2, 10);
        SessionStore store = SessionStore.builder().dataSource(arena.dataSource()).backend(entrant.backend())
            .options(o -> o.columns(List.of(SessionsTable.USER)).checkExpirationInterval(Duration.ZERO)).open()) {
      SessionId id = store.create(payload.attributes("user-0")).id();
      Session[] copy = {store.get(id).orElseThrow()};
      long ofGet = bytes(get, () -> store.get(id).orElseThrow());
      long ofTouch = bytes(touch, () -> assertThat(store.touch(id)).isTrue());
      long ofSave = bytes(save, () -> {
        SaveResult result = store.save(copy[0].with("visits", copy[0].getLong("visits", 0) + 1));
        copy[0] = result.session().orElseThrow();
      });
      assertThat(List.of(ofGet / (double) get, ofTouch / (double) touch, ofSave / (double) save))
          .as("get, touch and save of %s: %d, %d and %d bytes, as parts of what is recorded", entrant.label(), ofGet,
              ofTouch, ofSave)
          .allMatch(part -> part <= MAX_RATIO);
    }
  }

  /**
   * {@return the bytes of one call, in the first attempt near the recorded figure, else the
   * minimum}
   */
  private long bytes(long recorded, Call call) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && least > recorded * MAX_RATIO; attempt++) {
      long before = memory.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, (memory.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    return least;
  }
}
