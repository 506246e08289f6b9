package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  private final Session session =
      Session.of(SessionId.of("secret-id"), Map.of("user", "ada", "n", 1, "yes", true, "list", List.of(1)));

  @Test
  void attributes_are_read_through_the_session() {
    assertThat(session.get("user")).isEqualTo("ada");
    assertThat(session.get("user", String.class)).contains("ada");
    assertThat(session.getString("user", "")).isEqualTo("ada");
    assertThat(session.getLong("n", 0)).isEqualTo(1);
    assertThat(session.getBoolean("yes", false)).isTrue();
    assertThat(session.getBoolean("no", false)).isFalse();
    assertThat(session.getList("list")).containsExactly(1L);
  }

  @Test
  void a_change_makes_a_new_copy() {
    Session changed = session.with("user", "bob").without("n").withMaxAge(Duration.ofMinutes(1));
    assertThat(session.getString("user", "")).isEqualTo("ada");
    assertThat(changed.attributes().names()).doesNotContain("n");
    assertThat(changed.maxAge()).contains(Duration.ofMinutes(1));
  }

  @Test
  void equality_is_of_attributes_cookie_and_expiry_not_of_the_id() {
    Session other = Session.of(SessionId.of("another"), session.attributes().asMap());
    assertThat(other).isEqualTo(session).hasSameHashCodeAs(session);
    assertThat(other.withMaxAge(Duration.ofSeconds(1))).isNotEqualTo(session);
    assertThat(other.withFixedExpiry(5)).isNotEqualTo(session);
    assertThat(other.withCookie(new CookieFacts("/", null, null, null, null))).isNotEqualTo(session);
  }

  @Test
  void no_text_of_a_session_holds_id_or_values() { // ID-5
    assertThat(session.toString() + session.id() + session.attributes()).doesNotContain("secret-id")
        .doesNotContain("ada");
    assertThat(session).hasToString("Session[4 attributes]");
  }

  @Test
  void idle_time_and_fixed_expiry_take_each_other_s_place() {
    Session fixed = session.withMaxAge(Duration.ofHours(1)).withFixedExpiry(1_000);
    assertThat(fixed.maxAge()).isEmpty();
    assertThat(fixed.withMaxAge(null).fixedExpiry()).isEmpty();
  }

  @Test
  void finer_parts_than_milliseconds_are_cut_and_nothing_lasts_beyond_the_year_9999() { // EXPIRY-4
    assertThat(session.withMaxAge(Duration.ofNanos(1_999_999)).maxAge()).contains(Duration.ofMillis(1));
    assertThat(session.withMaxAge(Duration.ofSeconds(Long.MAX_VALUE)).maxAge()).contains(ExpiryPolicy.MAX_DURATION);
    assertThat(session.withFixedExpiry(Instant.parse("2026-01-01T00:00:00.000999999Z")).fixedExpiry())
        .contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(session.withFixedExpiry(Instant.MAX).fixedExpiry()).contains(ExpiryPolicy.LATEST);
    assertThat(session.withFixedExpiry(Instant.MIN).fixedExpiry()).contains(Instant.EPOCH);
  }

  @Test
  void a_fixed_expiry_is_the_same_as_instant_number_and_text() { // EXPIRY-1
    Instant instant = Instant.parse("2030-01-01T00:00:00Z");
    assertThat(session.withFixedExpiry("2030-01-01T02:00:00+02:00")).isEqualTo(session.withFixedExpiry(instant))
        .isEqualTo(session.withFixedExpiry(instant.toEpochMilli()));
    assertThatThrownBy(() -> session.withFixedExpiry("tomorrow")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2030-01-01T00:00:00Z");
  }

  @Test
  void no_time_to_live_is_refused() {
    assertThatThrownBy(() -> session.withMaxAge(Duration.ofNanos(999_999))).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("millisecond");
  }

  @Test
  void times_of_a_session_that_no_store_has_seen_are_refused() {
    assertThatThrownBy(session::createdAt).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(session::expiresAt).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cookie_facts_that_say_nothing_are_none() {
    assertThat(session.withCookie(new CookieFacts(null, null, null, null, null)).cookie()).isEmpty();
    assertThat(new CookieFacts(null, null, null, null, "STRICT").sameSite()).isEqualTo("Strict");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/;x", "/\r\nSet-Cookie: a=b", "/\u0000", "/é", "\u007f"})
  void a_cookie_fact_that_would_break_out_of_the_header_is_refused(String text) {
    assertThatThrownBy(() -> new CookieFacts(text, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CookieFacts(null, text, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CookieFacts(null, null, null, null, text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
