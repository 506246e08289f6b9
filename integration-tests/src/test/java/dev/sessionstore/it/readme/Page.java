package dev.sessionstore.it.readme;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file, read as GitHub shows it. Immutable.
 *
 * @param file the file
 * @param blocks its fenced blocks, in order
 * @param prose all other lines
 */
record Page(Path file, List<Block> blocks, List<String> prose) {

  static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent();

  private static final Pattern FENCE = Pattern.compile("^ *```(.*)$");
  private static final Pattern CODE_SPAN = Pattern.compile("(`+)[^`]+\\1");
  private static final Pattern INLINE_LINK = Pattern.compile("]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^ {0,3}\\[([^\\]]+)]: *(\\S+)$");
  private static final Pattern HTML_LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\">");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?)(?: +#+)?$");

  /**
   * A fenced block.
   *
   * @param language the word behind the fence
   * @param text without the fences
   */
  record Block(String language, String text) {}

  Page {
    blocks = List.copyOf(blocks);
    prose = List.copyOf(prose);
  }

  /** {@return a page of the repository; {@code path}: from its root} */
  static Page at(String path) throws IOException {
    return read(ROOT.resolve(path));
  }

  private static Page read(Path file) throws IOException {
    return of(file, Files.readString(file));
  }

  static Page of(Path file, String text) {
    List<Block> blocks = new ArrayList<>();
    List<String> prose = new ArrayList<>();
    String language = null;
    StringBuilder block = new StringBuilder();
    for (String line : text.lines().toList()) {
      Matcher fence = FENCE.matcher(line);
      if (fence.matches() && language == null) {
        language = fence.group(1);
      } else if (fence.matches()) {
        blocks.add(new Block(language, block.toString()));
        block.setLength(0);
        language = null;
      } else if (language == null) {
        prose.add(line);
      } else {
        block.append(line).append('\n');
      }
    }
    if (language != null) {
      throw new IllegalArgumentException(file + " has a fence that is never closed; end it with ```.");
    }
    return new Page(file, blocks, prose);
  }

  /** {@return every Markdown file of the repository} */
  static List<Page> all() throws IOException {
    return read(files(".md").stream());
  }

  /** {@return every file of the repository whose name ends so} */
  static List<Path> files(String end) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isKept(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (file.toString().endsWith(end)) {
          files.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return files;
  }

  /** {@return the README and every page of docs} */
  static List<Page> guide() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md"));
      return read(Stream.concat(Stream.of(ROOT.resolve("README.md")), pages));
    }
  }

  private static List<Page> read(Stream<Path> files) throws IOException {
    List<Page> pages = new ArrayList<>();
    for (Path file : files.sorted().toList()) {
      pages.add(read(file));
    }
    return pages;
  }

  /** {@return whether it is part of the repository: not built, not a program's data, not hidden} */
  static boolean isKept(Path path) {
    for (Path name : ROOT.relativize(path)) {
      String text = name.toString();
      if (text.equals("target") || text.equals("data") || text.startsWith(".") && !text.equals(".ci")) {
        return false;
      }
    }
    return true;
  }

  /** {@return its path from the root, with slashes} */
  String name() {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  List<String> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).map(Block::text).toList();
  }

  List<String> tableRows() {
    return prose.stream().filter(line -> line.startsWith("|")).toList();
  }

  private String withoutCode() {
    return CODE_SPAN.matcher(String.join("\n", prose)).replaceAll("");
  }

  /** {@return where its links and pictures lead, as written} */
  List<String> links() {
    String text = withoutCode();
    Stream<String> inText = Stream.of(INLINE_LINK, HTML_LINK).flatMap(link -> link.matcher(text).results())
        .map(found -> found.group(1));
    return Stream.concat(inText, definitions().values().stream()).toList();
  }

  /** {@return label and destination of lines such as {@code [GET-2]: rules.md#GET-2}} */
  Map<String, String> definitions() {
    Map<String, String> definitions = new HashMap<>();
    for (Matcher found = DEFINITION.matcher(withoutCode()); found.find();) {
      definitions.put(found.group(1), found.group(2));
    }
    return definitions;
  }

  /**
   * {@return what may follow {@code #} in a link to it: its headings by GitHub's rule, and its own
   * anchors}
   */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String slug = slug(heading.group(1));
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
      }
    }
    ANCHOR.matcher(withoutCode()).results().forEach(found -> anchors.add(found.group(1)));
    return anchors;
  }

  private static String slug(String heading) {
    String shown = heading.replaceAll("<[^>]+>", "").replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1");
    return shown.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\-_ ]", "").replace(' ', '-');
  }

  /**
   * {@return its lines of prose as they are shown: no rows of tables, definitions and commands, no
   * destinations}
   */
  List<String> shownProse() {
    return prose.stream()
        .filter(line -> !line.startsWith("|") && !line.startsWith("    ") && !DEFINITION.matcher(line).matches())
        .map(line -> INLINE_LINK.matcher(line).replaceAll("]")).toList();
  }
}
