package dev.sessionstore.tck;

import dev.sessionstore.IdHashing;
import dev.sessionstore.OnUnreadable;
import dev.sessionstore.SessionHandle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Stores that were opened with an option other than the kit asks for. */
final class OptionMutants {

  private OptionMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        Mutant.options("ids are compared without case",
            o -> o.idHashing(id -> IdHashing.sha256().key(id.toLowerCase(Locale.ROOT)))),
        Mutant.options("ids are guessable", o -> o.idGenerator(counting())),
        Mutant.optionsInH2("ids are stored in the table", o -> o.idHashing(IdHashing.none())),
        Mutant.options("unreadable data fail every request", o -> o.onUnreadable(OnUnreadable.FAIL)),
        Mutant.options("documents of any size are taken", o -> o.maxDataBytes(16 * 1024 * 1024)),
        Mutant.optionsInH2("every touch is sent", o -> o.touchInterval(Duration.ZERO)),
        Mutant.options("sessions live an hour less", o -> o.expiration(Duration.ofHours(23))),
        Mutant.options("there is no absolute lifetime", o -> o.absoluteLifetime(null)),
        // fixed: by the system's, a millisecond more or less would decide which rules notice
        Mutant.options("another clock is asked",
            o -> o.clock(InstantSource.fixed(Instant.parse("2033-04-05T06:07:08Z")))),
        Mutant.options("the sweep has no grace", o -> o.sweepGrace(Duration.ZERO)),
        Mutant.options("the user's scheduler is not used", o -> o.scheduler(null)),
        Mutant.optionsInH2("a failed sweep is not told", o -> o.listener(new Filtered(o.build().listener()) {
          @Override
          public void sweepFailed(RuntimeException cause) {}
        })),
        Mutant.options("a listener's exception reaches the caller",
            o -> o.listener(new Filtered(o.build().listener()) {
              @Override
              public void created(SessionHandle handle) {
                try {
                  super.created(handle);
                } catch (RuntimeException e) {
                  throw new AssertionError("told to the caller", e);
                }
              }
            })),
        Mutant.options("a creation is not told", o -> o.listener(new Filtered(o.build().listener()) {
          @Override
          public void created(SessionHandle handle) {}
        })));
  }

  private static Supplier<String> counting() {
    AtomicLong last = new AtomicLong();
    return () -> "session-" + last.incrementAndGet();
  }
}
