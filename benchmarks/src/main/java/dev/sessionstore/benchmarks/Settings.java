package dev.sessionstore.benchmarks;

import dev.sessionstore.it.databases.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The conditions of the figures: machine, JVM, and databases with their settings for commits. */
final class Settings {

  private final List<String> lines = new ArrayList<>();

  private Settings() {}

  static Settings of(Form form, Set<Product> products) throws SQLException {
    Settings settings = new Settings();
    settings.lines.add("Date: " + LocalDate.now(ZoneOffset.UTC));
    settings.lines.add("Machine: " + Runtime.getRuntime().availableProcessors() + " cores, " + processor() + ", "
        + System.getProperty("os.name") + "; databases on the same machine; load before the run: "
        + String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    settings.lines.add("JVM: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")
        + ", -Xmx" + form.heapMegabytes() + "m, one JVM per store and database, a fresh schema in each");
    settings.lines.add("Pool: HikariCP, 8 connections, auto-commit; drivers at their defaults");
    for (Product product : products) {
      settings.lines.add(product.label() + " " + database(product));
    }
    return settings;
  }

  private static String processor() {
    Path facts = Path.of("/proc/cpuinfo");
    try (Stream<String> found = Files.isReadable(facts) ? Files.lines(facts) : Stream.empty()) {
      return found.filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String database(Product product) throws SQLException {
    List<String> asked = switch (product) {
      case H2 -> List.of();
      case POSTGRESQL -> List.of("fsync", "synchronous_commit", "full_page_writes", "shared_buffers");
      case MARIADB -> List.of("innodb_flush_log_at_trx_commit", "log_bin", "sync_binlog", "innodb_buffer_pool_size");
    };
    try (TestDatabase place = product.database().fresh();
        Connection connection = place.connect();
        Statement statement = connection.createStatement()) {
      StringBuilder said = new StringBuilder(connection.getMetaData().getDatabaseProductVersion()).append(": ");
      if (asked.isEmpty()) {
        said.append("nothing is durable");
      }
      for (String setting : asked) {
        try (ResultSet answer =
            statement.executeQuery((product == Product.POSTGRESQL ? "show " : "select @@") + setting)) {
          answer.next();
          said.append(setting.equals(asked.get(0)) ? "" : ", ")
              .append(setting)
              .append(" = ")
              .append(answer.getString(1));
        }
      }
      return said.toString();
    }
  }

  List<String> lines() {
    return lines;
  }
}
