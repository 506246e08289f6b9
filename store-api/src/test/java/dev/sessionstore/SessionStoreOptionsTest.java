package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionStoreOptionsTest {

  private static final Column<String> USER = Column.string("user_name", 80, s -> null);

  @Test
  void defaults_are_those_of_the_seed_where_it_has_them() {
    SessionStoreOptions options = SessionStoreOptions.builder().build();
    assertThat(options.expiration()).isEqualTo(Duration.ofHours(24));
    assertThat(options.checkExpirationInterval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(options.disableTouch()).isFalse();
    assertThat(options.tableName()).isEqualTo("sessions");
    assertThat(options.absoluteLifetime()).isNull();
    assertThat(options.touchInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.sweepGrace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.maxDataBytes()).isEqualTo(4_194_304);
    assertThat(options.updateTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.lookUpBatch()).isOne();
    assertThat(options.onUnreadable()).isEqualTo(OnUnreadable.DISCARD);
  }

  @Test
  void a_builder_from_options_keeps_what_it_is_not_told() {
    SessionStoreOptions first = SessionStoreOptions.builder()
        .tableName("app.web_sessions")
        .columns(List.of(USER))
        .sweepBatch(7)
        .lookUpBatch(9)
        .build();
    SessionStoreOptions second = first.toBuilder().expiration(Duration.ofMillis(1)).build();
    assertThat(second).usingRecursiveComparison().ignoringFields("values.expiration").isEqualTo(first);
    assertThat(second.expiration()).isEqualTo(Duration.ofMillis(1));
    assertThat(first.expiration()).isEqualTo(Duration.ofHours(24));
  }

  static Stream<Named<Consumer<SessionStoreOptions.Builder>>> refused() {
    return Stream.of(
        option("expiration", o -> o.expiration(Duration.ZERO)),
        option("expiration", o -> o.expiration(Duration.ofDays(365L * 8000 + 1))),
        option("absoluteLifetime", o -> o.absoluteLifetime(Duration.ofNanos(999_999))),
        option("checkExpirationInterval", o -> o.checkExpirationInterval(Duration.ofSeconds(Long.MAX_VALUE))),
        option("touchInterval", o -> o.touchInterval(Duration.ofMillis(-1))),
        option("sweepGrace", o -> o.sweepGrace(Duration.ofMillis(-1))),
        option("updateTimeout", o -> o.updateTimeout(Duration.ofMillis(-1))),
        option("sweepBatch", o -> o.sweepBatch(0)),
        option("sweepBatch", o -> o.sweepBatch(100_001)),
        option("lookUpBatch", o -> o.lookUpBatch(0)),
        option("lookUpBatch", o -> o.lookUpBatch(257)),
        option("maxDataBytes", o -> o.maxDataBytes(1)),
        option("maxDataBytes", o -> o.maxDataBytes(16_777_217)),
        option("tableName", o -> o.tableName("sessions; drop table users")),
        option("tableName", o -> o.tableName("a.b.c")),
        option("tableName", o -> o.tableName("")),
        option("tableName", o -> o.tableName("séances")),
        option("tableName", o -> o.tableName("x".repeat(41))),
        option("columns", o -> o.columns(List.of(USER, Column.of("USER_NAME", Long.class, s -> null)))));
  }

  private static Named<Consumer<SessionStoreOptions.Builder>> option(String name,
      Consumer<SessionStoreOptions.Builder> change) {
    return Named.of(name, change);
  }

  @ParameterizedTest
  @MethodSource
  void refused(Consumer<SessionStoreOptions.Builder> change) {
    SessionStoreOptions.Builder builder = SessionStoreOptions.builder();
    SessionStoreOptions before = builder.build();
    assertThatThrownBy(() -> change.accept(builder)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("The option \\w+ .*(;|,) (give|write|use) .*\\.");
    assertThat(builder.build()).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks does
  void null_is_refused_by_the_option_s_name() {
    assertThatThrownBy(() -> SessionStoreOptions.builder().clock(null)).isInstanceOf(NullPointerException.class)
        .hasMessageContaining("option clock is null; give");
  }

  @Test
  void no_sweeper_no_throttle_no_grace_and_one_attempt_are_zero() {
    SessionStoreOptions options = SessionStoreOptions.builder()
        .checkExpirationInterval(Duration.ofMillis(-5))
        .touchInterval(Duration.ZERO)
        .sweepGrace(Duration.ZERO).updateTimeout(Duration.ZERO).build();
    assertThat(options.checkExpirationInterval()).isNegative();
    assertThat(options.updateTimeout()).isZero();
  }

  @Test
  void generated_ids_are_192_bits_and_url_safe() { // ID-3
    SessionStoreOptions options = SessionStoreOptions.builder().build();
    assertThat(Stream.generate(options.idGenerator()).limit(1_000).distinct()).hasSize(1_000)
        .allMatch(id -> id.matches("[A-Za-z0-9_-]{32}"));
  }

  @Test
  void a_failed_change_leaves_the_store_s_builder_as_it_was() {
    SessionStore.Builder builder = SessionStore.builder();
    assertThatThrownBy(() -> builder.options(o -> o.sweepBatch(9).maxDataBytes(0)))
        .isInstanceOf(IllegalArgumentException.class);
    builder.options(o -> assertThat(o.build().sweepBatch()).isEqualTo(1_000));
  }
}
