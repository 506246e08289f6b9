package dev.sessionstore.it.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Applications with a descriptor of their own, among the packaged jars as modules. */
class ModulePathTest {

  private static final String READ_BACK = "module dev.sessionstore.api, Cart[items=[book]]";
  private static final List<String> EVERY = List.of("store-api", "store-sql", "HikariCP", "h2", "jackson-databind",
      "jackson-core", "jackson-annotations", "slf4j-api", "slf4j-simple", "jspecify");
  private static final List<String> JDBC = with(EVERY, "store-jdbc");
  private static final List<String> MYBATIS = with(EVERY, "store-mybatis", "mybatis");
  private static final List<String> HIBERNATE = with(EVERY, "store-hibernate", "hibernate-core", "hibernate-models",
      "jakarta.persistence-api", "jboss-logging", "byte-buddy", "jakarta.xml.bind-api", "jakarta.activation-api",
      "jaxb-runtime", "jaxb-core", "angus-activation", "istack-commons-runtime", "txw2", "jakarta.inject-api",
      "antlr4-runtime");
  private static final List<String> EBEAN = with(EVERY, "store-ebean", "ebean-api", "ebean-core", "ebean-core-type",
      "ebean-types", "ebean-annotation", "ebean-datasource-api", "ebean-ddl-runner", "ebean-migration-auto",
      "avaje-applog", "avaje-applog-slf4j", "avaje-config", "classpath-scanner", "classpath-scanner-api");
  private static final List<String> SERVLET = List.of("store-servlet", "store-types");

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static List<String> servlet(List<String> backend, String... container) {
    return with(with(backend, SERVLET.toArray(String[]::new)), container);
  }

  @Test
  void jdbc_is_found_as_a_module_and_reads_the_application_s_record() throws Exception {
    assertThat(ModuleApplication.of("store", JDBC).run("jdbc")).isEqualTo(READ_BACK);
  }

  @Test
  void mybatis_is_found_as_a_module_and_reads_the_application_s_record() throws Exception {
    assertThat(ModuleApplication.of("store", MYBATIS).run("mybatis")).isEqualTo(READ_BACK);
  }

  @Test
  void the_filter_keeps_sessions_as_a_module_in_jetty() throws Exception {
    List<String> jetty = servlet(JDBC, "jetty-ee10-servlet", "jetty-http", "jetty-io", "jetty-security",
        "jetty-server", "jetty-session", "jetty-util", "jakarta.servlet-api");
    assertThat(ModuleApplication.of("jetty", jetty).run("jdbc")).isEqualTo("ada");
  }

  @Test
  void the_filter_keeps_sessions_as_a_module_in_embedded_tomcat_that_it_is_made_to_read() throws Exception {
    List<String> tomcat = servlet(MYBATIS, "tomcat-embed-core", "jakarta.annotation-api");
    assertThat(ModuleApplication.of("tomcat", tomcat)
        .reading("dev.sessionstore.servlet=org.apache.tomcat.embed.core").run("mybatis")).isEqualTo("ada");
  }

  @Test
  void hibernate_reads_it_where_all_modules_are_taken_and_the_transaction_api_is_none() throws Exception {
    String beside = ModuleApplication.jar("jakarta.transaction-api").toString();
    assertThat(ModuleApplication.of("store", HIBERNATE)
        .run("hibernate", "--add-modules", "ALL-MODULE-PATH", "--class-path", beside)).isEqualTo(READ_BACK);
  }

  @Test
  void ebean_reads_it_where_all_modules_are_taken_and_its_json_is_none() throws Exception {
    assertThat(ModuleApplication.of("store", EBEAN).beside(persistenceOfEbean())
        .run("ebean", "--add-modules", "ALL-MODULE-PATH")).isEqualTo(READ_BACK);
  }

  /**
   * It is not on this class path, where Hibernate's stands for it; a module it is by its own name
   * alone.
   */
  private static Path persistenceOfEbean() throws IOException {
    Path repository = Path.of(System.getProperty("stranger.maven.repository"));
    try (Stream<Path> jars = Files.walk(repository.resolve("io/ebean/jakarta-persistence-api"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).max(Comparator.naturalOrder()).orElseThrow();
    }
  }
}
