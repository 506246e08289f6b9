package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiryPolicyTest {

  private static final long NOW = Instant.parse("2026-03-29T00:59:59.999Z").toEpochMilli();
  private static final long LATEST = ExpiryPolicy.LATEST.toEpochMilli();

  private final Session plain = Session.of(SessionId.of("x"), Map.of());
  private final ExpiryPolicy day = new ExpiryPolicy(Duration.ofHours(24), null);

  @Test
  void without_its_own_a_session_gets_the_store_s_idle_time() { // EXPIRY-2
    assertThat(day.expiresAt(plain, NOW, NOW)).isEqualTo(NOW + 86_400_000);
  }

  @Test
  void its_own_idle_time_or_fixed_expiry_wins() { // EXPIRY-1
    assertThat(day.expiresAt(plain.withMaxAge(Duration.ofMillis(1)), NOW, NOW)).isEqualTo(NOW + 1);
    assertThat(day.expiresAt(plain.withFixedExpiry(NOW + 7), NOW, NOW + 5)).isEqualTo(NOW + 7);
    assertThat(day.expiresAt(plain.withFixedExpiry(NOW - 1), NOW, NOW)).isEqualTo(NOW - 1);
  }

  @Test
  void nothing_outlives_creation_plus_absolute_lifetime() { // EXPIRY-3
    ExpiryPolicy capped = new ExpiryPolicy(Duration.ofHours(24), Duration.ofHours(30));
    assertThat(capped.expiresAt(plain, NOW, NOW)).isEqualTo(NOW + 86_400_000);
    assertThat(capped.expiresAt(plain, NOW, NOW + 86_000_000)).isEqualTo(NOW + 108_000_000);
    assertThat(capped.expiresAt(plain.withFixedExpiry(Instant.MAX), NOW, NOW)).isEqualTo(NOW + 108_000_000);
    assertThat(new ExpiryPolicy(Duration.ofHours(24), Duration.ofHours(1)).expiresAt(plain, NOW, NOW))
        .isEqualTo(NOW + 3_600_000);
  }

  @Test
  void the_year_9999_is_the_end_and_nothing_overflows() { // EXPIRY-4
    ExpiryPolicy longest = new ExpiryPolicy(ExpiryPolicy.MAX_DURATION, null);
    assertThat(longest.expiresAt(plain, NOW, NOW)).isEqualTo(LATEST);
    assertThat(longest.expiresAt(plain, LATEST, LATEST)).isEqualTo(LATEST);
    assertThat(day.expiresAt(plain, 0, LATEST - 1)).isEqualTo(LATEST);
    assertThat(new ExpiryPolicy(Duration.ofHours(1), ExpiryPolicy.MAX_DURATION).expiresAt(plain, LATEST, LATEST))
        .isEqualTo(LATEST);
    assertThat(LATEST + day.at(0).lifetime()).isGreaterThan(LATEST);
  }

  @Test
  void what_leaves_no_time_to_live_is_refused() {
    assertThatThrownBy(() -> new ExpiryPolicy(Duration.ZERO, null)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expiration");
    assertThatThrownBy(() -> new ExpiryPolicy(Duration.ofHours(1), Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absoluteLifetime");
  }
}
