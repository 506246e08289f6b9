package dev.sessionstore.mybatis.offender;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

final class ReadsTheClock {

  private ReadsTheClock() {}

  static List<Supplier<?>> ways() {
    LongSupplier nanos = System::nanoTime;
    return List.of(System::currentTimeMillis, Instant::now, () -> LocalDateTime.now(ZoneOffset.UTC), Clock::systemUTC,
        Date::new, InstantSource::system, () -> nanos);
  }
}
