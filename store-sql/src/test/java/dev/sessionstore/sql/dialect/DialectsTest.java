package dev.sessionstore.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectsTest {

  @TempDir
  private Path folder;

  /** What runs while the service loader finds dialects. */
  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }

  private void with(List<Class<? extends SqlDialect>> dialects, Action action) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader strangers = new URLClassLoader(new URL[] {services(dialects)}, before)) {
      thread.setContextClassLoader(strangers);
      action.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private URL services(List<Class<? extends SqlDialect>> dialects) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    List<String> names = dialects.stream().map(Class::getName).toList();
    Files.write(services.resolve(SqlDialect.class.getName()), names);
    return folder.toUri().toURL();
  }

  @ParameterizedTest
  @CsvSource({"H2, h2", "PostgreSQL, postgresql", "MariaDB, mariadb", "MySQL, mysql", "SQLite, sqlite",
      "Newbase, standard"})
  void a_product_has_its_dialect_and_an_unknown_one_standard_sql(String product, String name) {
    assertThat(Dialects.forProduct(product).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"jdbc:h2:mem:a, h2", "jdbc:postgresql://host/a, postgresql", "jdbc:mariadb://host/a, mariadb",
      "jdbc:mysql://host/a, mysql", "jdbc:sqlite:./a.sqlite, sqlite", "JDBC:SQLITE:a, sqlite", "jdbc:new:a, standard",
      "h2, standard"})
  void a_url_has_its_dialect_too(String url, String name) {
    assertThat(SqlDialect.of(url).name()).isEqualTo(name);
  }

  @Test
  void a_strangers_dialect_is_found_for_a_new_product_and_comes_before_our_own() throws Exception {
    with(List.of(StrangersDialect.OfNewProduct.class),
        () -> assertThat(Dialects.forProduct("Newbase")).isInstanceOf(StrangersDialect.OfNewProduct.class));
    with(List.of(StrangersDialect.OfH2.class),
        () -> assertThat(Dialects.forProduct("H2")).isInstanceOf(StrangersDialect.OfH2.class));
  }

  @Test
  void two_dialects_for_one_product_are_refused_with_a_sentence_that_names_both() throws Exception {
    with(List.of(StrangersDialect.OfH2.class, StrangersDialect.OfH2Again.class),
        () -> assertThatThrownBy(() -> Dialects.forProduct("H2")).isInstanceOf(IllegalStateException.class)
            .hasMessageContainingAll("the product H2", StrangersDialect.OfH2.class.getName(),
                StrangersDialect.OfH2Again.class.getName(), "keep one of them"));
  }

  @Test
  void a_dialect_without_its_ddl_file_is_told_where_to_put_it() {
    assertThatThrownBy(() -> new StrangersDialect.OfNewProduct().ddl()).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/META-INF/sessionstore/newbase.sql");
  }
}
