package dev.sessionstore.it.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sessionstore.SessionStore;
import dev.sessionstore.sql.SqlSessionTable;
import dev.sessionstore.tck.SessionStoreTck;
import dev.sessionstore.tck.rules.Capability;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A third party writes a backend: a project outside this build, with only the packaged jars, runs
 * the kit as the guide says. It has the example's source and one test class. A second project
 * differs in one line.
 */
class StrangersProjectTest {

  private static final Path HERE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
  private static final Path ROOT = HERE.getParent();
  private static final Path FOLDER = HERE.resolve("target/stranger");
  private static final Path PROJECT = HERE.resolve("src/stranger");
  private static final String TEST = "src/test/java/org/example/MyTableTest.java";
  private static final Path BACKEND =
      ROOT.resolve("store-jdbc/src/main/java/dev/sessionstore/jdbc/JdbcSessionTable.java");
  private static final Path GUIDE = ROOT.resolve("store-tck/README.md");
  private static final Pattern FAILED = Pattern.compile("^\\| ([A-Z]+-\\d+) \\| failed \\|", Pattern.MULTILINE);

  private static BorrowedRepository repository;

  @BeforeAll
  static void install() throws Exception {
    Path api = jar(SessionStore.class);
    Path sql = jar(SqlSessionTable.class);
    Path tck = jar(SessionStoreTck.class);
    String version = System.getProperty("stranger.version");
    repository =
        BorrowedRepository.of(Path.of(System.getProperty("stranger.maven.repository")), FOLDER.resolve("repository"));
    repository.install("sessionstore-parent", version, ROOT.resolve("pom.xml"));
    repository.install("store-api", version, ROOT.resolve("store-api/pom.xml"), api);
    repository.install("store-sql", version, ROOT.resolve("store-sql/pom.xml"), sql);
    repository.install("store-tck", version, ROOT.resolve("store-tck/pom.xml"), tck);
  }

  @AfterAll
  static void giveBack() throws IOException {
    if (repository != null) {
      repository.close();
    }
  }

  private static Path jar(Class<?> type) throws URISyntaxException {
    Path from = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    assumeTrue(Files.isRegularFile(from),
        "A stranger gets jars, and there are none before the phase package; run mvn verify.");
    return from;
  }

  /** {@return a fresh project with the example's backend, changed} */
  private static Path project(String name, UnaryOperator<String> change) throws IOException {
    Path folder = FOLDER.resolve(name);
    Path sources = Files.createDirectories(folder.resolve("src/main/java/org/example"));
    Files.createDirectories(folder.resolve(TEST).getParent());
    Files.deleteIfExists(summary(folder));
    Files.writeString(folder.resolve("pom.xml"), Files.readString(PROJECT.resolve("pom.xml")));
    Files.writeString(folder.resolve(TEST), Files.readString(PROJECT.resolve(TEST)));
    String backend =
        Files.readString(BACKEND).replace("package dev.sessionstore.jdbc;", "package org.example;");
    Files.writeString(sources.resolve("JdbcSessionTable.java"), change.apply(backend));
    return folder;
  }

  private static Path summary(Path project) {
    return project.resolve("target/session-store-tck/org.example.MyTableTest.md");
  }

  private static List<String> failedRules(Path project) throws IOException {
    return FAILED.matcher(Files.readString(summary(project))).results().map(found -> found.group(1)).toList();
  }

  /** {@return the guide's fenced blocks of one language} */
  private static List<String> guide(String language) throws IOException {
    Matcher blocks = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
    return blocks.results().map(block -> block.group(1)).toList();
  }

  @Test
  void a_stranger_s_backend_passes_and_its_summary_is_the_one_in_the_guide() throws Exception {
    Path project = project("right", same -> same);
    MavenRun run = MavenRun.of(project, repository, "test");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(failedRules(project)).isEmpty();
    String printed = run.output().substring(run.output().indexOf("[session store kit]")).lines()
        .takeWhile(line -> line.startsWith("[session store kit]") || line.startsWith("  "))
        .reduce("", (all, line) -> all + line + "\n")
        .replaceAll("seed: \\d+", "seed: 4711"); // another each time
    assertThat(guide("text"))
        .as("store-tck/README.md shows what is printed, with the numbers that must pass; it has to show\n" + printed)
        .contains(printed);
    assertThat(Files.readString(summary(project))).contains("Java " + System.getProperty("java.version"))
        .contains("H2 2.");
  }

  @Test
  void one_wrong_line_fails_in_exactly_the_rules_it_breaks() throws Exception {
    Path project = project("wrong", right -> {
      String wrong = right.replace("return call.statement().rows(found);", """
          List<@Nullable Object[]> rows = call.statement().rows(found);
          rows.stream().filter(row -> row.length > 1 && row[1] instanceof String data && data.length() > 65_535)
              .forEach(row -> row[1] = ((String) row[1]).substring(0, 65_535));
          return rows;
          """);
      assertThat(wrong).as("the line to break has changed").isNotEqualTo(right);
      return wrong;
    });
    MavenRun run = MavenRun.of(project, repository, "test");
    assertThat(run.exit()).as(run.output()).isNotZero();
    assertThat(failedRules(project)).containsExactly("GET-4");
    assertThat(guide("failure")).singleElement().satisfies(shown -> assertThat(run.output()).contains(shown));
  }

  @Test
  void the_guide_shows_the_stranger_s_pom_and_test_class() throws IOException {
    String pom = Files.readString(PROJECT.resolve("pom.xml"));
    assertThat(guide("xml")).isNotEmpty()
        .allSatisfy(block -> assertThat(pom.replaceAll("(?m)^ +", "")).contains(block.replaceAll("(?m)^ +", "")));
    assertThat(guide("java").get(0)).isEqualTo(Files.readString(PROJECT.resolve(TEST)));
    assertThat(
        Files.readString(PROJECT.resolve(TEST)).lines().filter(line -> !line.isBlank() && !line.startsWith("import ")))
        .hasSizeLessThanOrEqualTo(14);
  }

  @Test
  void the_guide_names_every_capability() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(Capability.values()).allSatisfy(capability -> assertThat(guide).contains("| `" + capability + "` |"));
  }

  @Test
  void the_stranger_s_versions_are_this_build_s() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    Matcher versions = Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>\\s*(?!<desc)")
        .matcher(Files.readString(PROJECT.resolve("pom.xml"))
            .replaceAll("(?s)<artifactId>a-backend-of-my-own.*?<dependencies>", ""));
    assertThat(versions.results().toList()).hasSize(8).allSatisfy(
        found -> assertThat(parent).as(found.group(1) + " " + found.group(2)).contains(">" + found.group(2) + "<"));
  }

  @Test
  void the_reference_backend_is_short() throws IOException {
    assertThat(Files.readAllLines(BACKEND)).hasSizeLessThan(150);
  }
}
