package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Column;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.probe.VirtualClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JVM in one zone, the database session in another, a switch to summer time between write and
 * read, and the Turkish locale.
 */
@ResourceLock(Resources.TIME_ZONE)
@ResourceLock(Resources.LOCALE)
class ZonesTest {

  private static final Column<Instant> SEEN =
      Column.of("seen_at", Instant.class, s -> s.get("seen", Instant.class).orElse(null));
  // Europe springs forward one millisecond later
  private static final Instant BEFORE_SUMMER_TIME = Instant.parse("2026-03-29T00:59:59.999Z");

  private final TimeZone zone = TimeZone.getDefault();
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(zone);
    Locale.setDefault(locale);
  }

  static Stream<Arguments> everywhere() {
    return Stream.of("jdbc", "hibernate", "mybatis", "ebean")
        .flatMap(backend -> Stream.of(Database.H2_MEMORY, Database.POSTGRESQL, Database.MARIADB)
            .map(database -> Arguments.of(backend, database)));
  }

  private static HikariDataSource pool(TestDatabase place, Database database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(place.url());
    config.setUsername(place.user());
    config.setPassword(place.password());
    config.setMaximumPoolSize(2);
    config.setConnectionInitSql(switch (database) {
      case H2_MEMORY, H2_FILE -> "set time zone 'America/St_Johns'";
      case POSTGRESQL -> "set time zone 'America/St_Johns'";
      case MARIADB -> "set time_zone = '-03:30'";
      case SQLITE -> throw new AssertionError("SQLite knows no zones.");
    });
    return new HikariDataSource(config);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void an_instant_is_the_same_in_every_zone_and_locale(String backend, Database database) throws SQLException {
    // EXPIRY-5
    VirtualClock clock = new VirtualClock(BEFORE_SUMMER_TIME);
    try (TestDatabase place = database.fresh(); HikariDataSource pool = pool(place, database)) {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      try (SessionStore store = SessionStore.builder().dataSource(pool).backend(backend).createTable(true)
          .options(o -> o.clock(clock)
              .tableName("SITE_VISITS")
              .columns(List.of(SEEN))
              .checkExpirationInterval(Duration.ZERO))
          .open()) {
        store.validateTable();
        Session written = store.create(Map.of("seen", BEFORE_SUMMER_TIME));
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("select expires, created_at, seen_at from SITE_VISITS")) {
          assertThat(row.next()).isTrue();
          assertThat(row.getLong(1)).isEqualTo(BEFORE_SUMMER_TIME.plus(Duration.ofHours(24)).toEpochMilli());
          assertThat(row.getLong(2)).isEqualTo(BEFORE_SUMMER_TIME.toEpochMilli());
          assertThat(row.getLong(3)).isEqualTo(BEFORE_SUMMER_TIME.toEpochMilli());
        }
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
        clock.advance(Duration.ofHours(24).minusMillis(1)); // over the switch
        assertThat(store.get(written.id())).isPresent();
        assertThat(store.findBy(SEEN, BEFORE_SUMMER_TIME, 10, null).items()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(store.get(written.id())).isEmpty();
      }
    }
  }
}
