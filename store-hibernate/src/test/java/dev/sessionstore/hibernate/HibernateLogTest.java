package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.Test;

/**
 * ID-5: databases quote the key in their messages, and Hibernate logs those messages unless told
 * otherwise.
 */
class HibernateLogTest {

  private static final String KEY = "the-key-of-a-row";

  private final DataSource database = Places.database();

  /** {@return what the console says while a key is inserted twice} */
  private static String consoleOfDuplicate(SessionTableFactory factory) {
    PrintStream err = System.err;
    PrintStream out = System.out;
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    PrintStream captured = new PrintStream(console, true, StandardCharsets.UTF_8);
    System.setErr(captured);
    System.setOut(captured);
    try (SessionTable table = factory.open(new TableDefinition("sessions", List.of()))) {
      table.createTable();
      SessionRow row = new SessionRow(KEY, "{}", 1, null, 1, 1, 1, Map.of());
      table.insert(row);
      assertThatThrownBy(() -> table.insert(row)).hasStackTraceContaining("SQLIntegrityConstraintViolationException");
    } finally {
      System.setErr(err);
      System.setOut(out);
    }
    return console.toString(StandardCharsets.UTF_8);
  }

  @Test
  void on_a_datasource_a_duplicate_key_leaves_nothing_in_the_log() {
    assertThat(consoleOfDuplicate(HibernateSessionTable.on(database))).isEmpty();
  }

  @Test
  void on_a_factory_of_the_users_its_own_setting_decides() {
    try (SessionFactory loud = Places.factory(database, Map.of(), SessionEntity.class);
        SessionFactory quiet =
            Places.factory(Places.database(), Map.of(AvailableSettings.LOG_JDBC_ERRORS, false), SessionEntity.class)) {
      assertThat(consoleOfDuplicate(HibernateSessionTable.on(loud))).contains(KEY);
      assertThat(consoleOfDuplicate(HibernateSessionTable.on(quiet))).isEmpty();
    }
  }
}
