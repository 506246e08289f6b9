package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.memory.InMemorySessionTable;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStorePropertiesTest {

  private static Properties properties(String... lines) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(String.join("\n", lines)));
    } catch (IOException e) {
      throw new AssertionError("A StringReader does not fail.", e);
    }
    return properties;
  }

  private static SessionStoreOptions read(String... lines) {
    AtomicReference<SessionStoreOptions> options = new AtomicReference<>();
    SessionStore.builder().properties(properties(lines)).options(o -> options.set(o.build()));
    return options.get();
  }

  @Test
  void every_option_that_text_can_express_is_read() {
    SessionStoreOptions options = read(
        "sessionstore.expiration=PT1H", "sessionstore.absoluteLifetime=P30D", "sessionstore.checkExpirationInterval=-1",
        "sessionstore.disableTouch=True", "sessionstore.touchInterval=0", "sessionstore.tableName= app.web_sessions ",
        "sessionstore.sweepBatch=10", "sessionstore.sweepGrace=1500", "sessionstore.maxDataBytes=1000",
        "sessionstore.updateTimeout=PT0.5S", "sessionstore.lookUpBatch=64", "sessionstore.idHashing=none",
        "sessionstore.onUnreadable=FAIL", "other.key=1");
    assertThat(options.expiration()).isEqualTo(Duration.ofHours(1));
    assertThat(options.absoluteLifetime()).isEqualTo(Duration.ofDays(30));
    assertThat(options.checkExpirationInterval()).isEqualTo(Duration.ofMillis(-1));
    assertThat(options.disableTouch()).isTrue();
    assertThat(options.touchInterval()).isZero();
    assertThat(options.tableName()).isEqualTo("app.web_sessions");
    assertThat(options.sweepBatch()).isEqualTo(10);
    assertThat(options.sweepGrace()).isEqualTo(Duration.ofMillis(1500));
    assertThat(options.maxDataBytes()).isEqualTo(1000);
    assertThat(options.updateTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(options.lookUpBatch()).isEqualTo(64);
    assertThat(options.idHashing().key("an-id")).isEqualTo("an-id");
    assertThat(options.onUnreadable()).isEqualTo(OnUnreadable.FAIL);
  }

  @Test
  void hashing_by_name_is_the_default_s() {
    assertThat(read("sessionstore.idHashing=sha-256").idHashing().key("abc")).isEqualTo(IdHashing.sha256().key("abc"));
    assertThat(read("sessionstore.absoluteLifetime=none").absoluteLifetime()).isNull();
  }

  @Test
  void the_place_is_read_too() {
    SessionStore.Builder builder = SessionStore.builder()
        .properties(properties("sessionstore.url=jdbc:h2:mem:properties", "sessionstore.user=sa",
            "sessionstore.password=", "sessionstore.backend=ROWLESS", "sessionstore.createTable=true"));
    try (SessionStore store = builder.open()) {
      assertThat(store.create(java.util.Map.of("user", "ada")).get("user")).isEqualTo("ada");
    }
  }

  @Test
  void defaults_of_the_properties_count() {
    AtomicReference<SessionStoreOptions> options = new AtomicReference<>();
    SessionStore.builder()
        .properties(new Properties(properties("sessionstore.sweepBatch=3")))
        .options(o -> options.set(o.build()));
    assertThat(options.get().sweepBatch()).isEqualTo(3);
  }

  @Test
  void an_unknown_key_is_refused_with_the_known_ones_and_no_value() {
    assertThatThrownBy(() -> read("sessionstore.pasword=hunter2", "sessionstore.password=hunter3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sessionstore.pasword is unknown")
        .hasMessageContaining("sessionstore.password,").hasMessageContaining("sessionstore.url,")
        .hasMessageContaining("sessionstore.expiration,")
        .hasMessageNotContaining("hunter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"expiration=24h", "expiration=99999999999999999999", "expiration=", "disableTouch=yes",
      "sweepBatch=many", "idHashing=md5", "onUnreadable=ignore", "url=", "backend=  ", "createTable=1"})
  void a_value_that_cannot_be_read_is_refused_by_its_key(String line) {
    String key = "sessionstore." + line.substring(0, line.indexOf('='));
    assertThatThrownBy(() -> read("sessionstore." + line)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("; write ");
  }

  @Test
  void a_value_out_of_bounds_is_refused_by_the_option() {
    assertThatThrownBy(() -> read("sessionstore.sweepBatch=0")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sweepBatch is 0; give 1 to 100000");
  }

  @Test
  void a_value_that_is_no_text_is_not_passed_over() {
    Properties properties = new Properties();
    properties.put("sessionstore.sweepBatch", 5);
    assertThatThrownBy(() -> SessionStore.builder().properties(properties)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sessionstore.sweepBatch");
  }

  @Test
  void a_place_in_code_and_another_in_properties_are_refused() {
    SessionStore.Builder builder = SessionStore.builder().table(new InMemorySessionTable().factory())
        .properties(properties("sessionstore.url=jdbc:h2:mem:both"));
    assertThatThrownBy(builder::open).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sessionstore.url");
  }
}
