package dev.sessionstore.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.servlet.SessionFilterBuilder;
import dev.sessionstore.tck.RuleCatalogue;
import dev.sessionstore.tck.SessionStoreTck;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Compares what the README and the pages of docs say about the code with the code. */
class GuideTest {

  private static final String SEED = "docs/coming-from-connect-session-sequelize.md";
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern ARTIFACT = Pattern.compile("`(store-[a-z-]+)`");
  private static final Pattern METHOD = Pattern.compile("`([a-z]+(?:_[a-z0-9]+){2,})`");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+Test)`");

  private final RuleCatalogue catalogue = RuleCatalogue.load();

  private static String parent() throws IOException {
    return Files.readString(Page.ROOT.resolve("pom.xml"));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String text(Page page) {
    return String.join("\n", page.prose());
  }

  @Test
  void a_line_of_prose_has_at_most_100_columns() throws Exception {
    for (Page page : Page.guide()) {
      assertThat(page.shownProse()).as(page.name()).isNotEmpty();
      assertThat(page.shownProse().stream().filter(line -> line.length() > 100)).as(page.name()).isEmpty();
    }
  }

  @Test
  void the_index_has_a_row_for_every_page() throws Exception {
    List<String> indexed = Page.at("docs/README.md").tableRows().stream()
        .flatMap(row -> found(Pattern.compile("]\\(([^)]+)\\) \\|$"), row).stream()).toList();
    List<String> pages = Page.guide().stream().map(Page::name)
        .filter(name -> name.startsWith("docs/") && !name.equals("docs/README.md"))
        .map(name -> name.substring("docs/".length())).toList();
    assertThat(indexed).containsExactlyInAnyOrderElementsOf(pages);
  }

  /** The README's first table, and every other mention. */
  @Test
  void an_artifact_that_a_page_names_is_a_module() throws Exception {
    List<String> modules = found(MODULE, parent());
    for (Page page : Page.guide()) {
      assertThat(modules).as(page.name()).containsAll(found(ARTIFACT, text(page)));
    }
    assertThat(found(ARTIFACT, text(Page.at("README.md")))).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void coordinates_are_those_of_this_build() throws Exception {
    int shown = 0;
    for (Page page : Page.guide()) {
      for (String block : page.blocks("xml")) {
        NodeList dependencies = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader("<shown>" + block + "</shown>")))
            .getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++, shown++) {
          Element dependency = (Element) dependencies.item(i);
          assertThat(child(dependency, "version")).as(page.name() + ": " + child(dependency, "artifactId"))
              .isEqualTo(version(child(dependency, "groupId"), child(dependency, "artifactId")));
        }
      }
    }
    assertThat(shown).isGreaterThanOrEqualTo(2);
  }

  private static String child(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }

  /** {@return the version that the parent manages} */
  private static String version(String group, String artifact) throws IOException {
    String parent = parent();
    Matcher managed = Pattern.compile("<groupId>" + Pattern.quote(group) + "</groupId>\\s*<artifactId>"
        + Pattern.quote(artifact) + "</artifactId>\\s*<version>\\$\\{([^}]+)}</version>").matcher(parent);
    assertThat(managed.find()).as(group + ":" + artifact + " is managed by the parent's pom.xml").isTrue();
    String property = managed.group(1);
    String element = property.equals("project.version") ? "version" : property;
    Matcher value = Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)<").matcher(parent);
    assertThat(value.find()).as("the parent's pom.xml has " + element).isTrue();
    return value.group(1);
  }

  /** Each option of the store that can be set is in the table. */
  @Test
  void the_page_of_options_names_every_option() throws Exception {
    assertThat(missing(settersOf(SessionStoreOptions.Builder.class), "docs/options.md")).isEmpty();
  }

  @Test
  void the_page_of_the_filter_names_every_option() throws Exception {
    assertThat(missing(settersOf(SessionFilterBuilder.class), "docs/http-session.md")).isEmpty();
  }

  private static List<String> settersOf(Class<?> builder) {
    List<String> setters = Stream.of(builder.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0)
        .map(Method::getName).distinct().toList();
    assertThat(setters).hasSizeGreaterThan(10);
    return setters;
  }

  /** {@return those that no table of the page has} */
  private static List<String> missing(List<String> options, String page) throws IOException {
    String tables = String.join("\n", Page.at(page).tableRows());
    return options.stream().filter(option -> !tables.contains("`" + option + "`")).toList();
  }

  /** The table of the seed's tests. */
  @Test
  void tests_that_a_page_names_exist() throws Exception {
    Set<String> methods = Stream.of(SessionStoreTck.class.getMethods()).map(Method::getName)
        .collect(Collectors.toSet());
    List<String> cited = found(METHOD, text(Page.at(SEED)));
    assertThat(cited).isNotEmpty();
    assertThat(methods).containsAll(cited);
    Set<String> classes = Page.files("Test.java").stream()
        .map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
    List<String> named = new ArrayList<>();
    for (Page page : Page.guide()) {
      named.addAll(found(TEST_CLASS, text(page)));
    }
    assertThat(named).isNotEmpty();
    assertThat(classes).containsAll(named);
  }

  @Test
  void a_rule_that_a_page_cites_is_in_the_catalogue_and_linked() throws Exception {
    List<Page> pages = new ArrayList<>(Page.guide());
    for (String page : List.of("store-tck/README.md", "benchmarks/README.md", "benchmarks/FINDINGS.md")) {
      pages.add(Page.at(page));
    }
    List<String> cited = new ArrayList<>();
    for (Page page : pages) {
      assertThat(unlinked(page)).as(page.name() + ": write [ID], and at the end [ID]: path/to/rules.md#ID").isEmpty();
      cited.addAll(cited(text(page)).map(MatchResult::group).toList());
    }
    assertThat(cited).hasSizeGreaterThan(30).allSatisfy(rule -> assertThat(catalogue.ids()).contains(rule));
  }

  @Test
  void a_rule_without_a_link_is_noticed() {
    String defined = "\n\n[GET-2]: rules.md#GET-2";
    assertThat(unlinked("Never (GET-2), never `SAVE-2`, never [TX-1]." + defined))
        .containsExactly("GET-2", "SAVE-2", "TX-1");
    assertThat(unlinked("Never [GET-2], never [`SAVE-2`](rules.md#SAVE-2), UTF-8." + defined)).isEmpty();
    assertThat(unlinked("Never [GET-2], never [GET-3](rules.md#GET-4).\n\n[GET-2]: rules.md#GET-1"))
        .containsExactly("GET-2", "GET-3");
  }

  private List<String> unlinked(String text) {
    return unlinked(Page.of(Page.ROOT.resolve("docs/made-up.md"), text));
  }

  private Stream<MatchResult> cited(String text) {
    String groups = catalogue.rules().stream().map(RuleCatalogue.Entry::group).distinct()
        .collect(Collectors.joining("|"));
    return Pattern.compile("(?<![\\w#])(?:" + groups + ")-\\d+\\b").matcher(text).results();
  }

  private List<String> unlinked(Page page) {
    String text = text(page).replaceAll("(?m)^\\[[^\\]]+]: .*$", "")
        .replaceAll("\\[`?([A-Z]+-\\d+)`?]\\([^)]*rules\\.md#\\1\\)", "");
    return cited(text).filter(rule -> !text.startsWith("[" + rule.group() + "]", Math.max(0, rule.start() - 1))
        || !page.definitions().getOrDefault(rule.group(), "").endsWith("rules.md#" + rule.group()))
        .map(MatchResult::group).toList();
  }
}
