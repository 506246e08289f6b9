package dev.sessionstore.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the links of every Markdown file. Addresses on the web are ignored: no test depends on
 * them.
 */
class LinksTest {

  private static final Pattern ELSEWHERE = Pattern.compile("^(https?|mailto):.*");
  private static final Pattern REFERENCE = Pattern.compile("]\\[([^\\]]+)]");

  private static List<String> broken(Page page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : page.links()) {
      String wrong = wrongWith(page, link);
      if (!wrong.isEmpty()) {
        broken.add(page.name() + " links to " + link + ": " + wrong);
      }
    }
    for (Matcher used = REFERENCE.matcher(String.join("\n", page.prose())); used.find();) {
      String label = used.group(1);
      if (!page.definitions().containsKey(label)) {
        broken.add(page.name() + " links to [" + label + "]: define it in a line [" + label + "]: path");
      }
    }
    return broken;
  }

  private static String wrongWith(Page page, String link) throws IOException {
    if (ELSEWHERE.matcher(link).matches()) {
      return "";
    }
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    if (path.startsWith("/")) {
      return "write it relative to the page";
    }
    Path file = path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    if (!file.startsWith(Page.ROOT) || !Page.isKept(file)) {
      return "that is no part of the repository";
    }
    if (!path.isEmpty() && !Files.exists(file)) {
      return "there is no such file";
    }
    if (hash < 0) {
      return "";
    }
    if (!file.toString().endsWith(".md")) {
      return "only Markdown has headings and anchors";
    }
    Page there = path.isEmpty() ? page : Page.of(file, Files.readString(file));
    return there.anchors().contains(link.substring(hash + 1)) ? "" : "no heading or anchor of that name";
  }

  @Test
  void every_link_in_every_markdown_file_leads_to_a_file_and_heading_that_exist() throws Exception {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Page page : Page.all()) {
      broken.addAll(broken(page));
      links += page.links().size();
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(100);
  }

  @Test
  void every_markdown_file_is_looked_at() throws Exception {
    assertThat(Page.all()).extracting(Page::name).contains("README.md", "CONTRIBUTING.md", "docs/README.md",
        "docs/options.md", "store-tck/README.md", "store-tck/src/main/resources/dev/sessionstore/tck/rules.md",
        "benchmarks/RESULTS.md");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      [a](nowhere.md)                    | there is no such file
      [a](options.md#no-such-heading)    | no heading or anchor of that name
      [a](#here)                         | no heading or anchor of that name
      [`code`](nowhere.md)               | there is no such file
      ![a picture](nowhere.svg)          | there is no such file
      [![b](requests.svg)](nowhere.md)   | there is no such file
      [GET-2]: nowhere.md#GET-2          | there is no such file
      <a href="nowhere.md">a</a>         | there is no such file
      [a](/docs/options.md)              | write it relative to the page
      [a](../../elsewhere.md)            | that is no part of the repository
      [a](../store-api/target/classes)   | that is no part of the repository
      [a](../pom.xml#modules)            | only Markdown has headings and anchors
      [a][b]                             | define it in a line [b]: path
      """)
  void a_link_that_leads_nowhere_is_noticed(String text, String wrong) throws Exception {
    assertThat(broken(Page.of(Page.ROOT.resolve("docs/made-up.md"), text))).singleElement().asString().endsWith(wrong);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      [a](options.md)
      [a](http-session.md#when-the-database-is-down)
      [a](#a-heading-of-gets-and-1)
      [a](../store-tck/src/main/resources/dev/sessionstore/tck/rules.md#GET-2)
      [a](../store-api)
      [a](https://example.org/nowhere)
      `[a](nowhere.md)`
      """)
  void a_link_that_leads_somewhere_is_not(String text) throws Exception {
    String page = text + "\n\n## A heading: of `get`s, and…\n\n## A heading of gets and\n";
    assertThat(broken(Page.of(Page.ROOT.resolve("docs/made-up.md"), page))).isEmpty();
  }
}
