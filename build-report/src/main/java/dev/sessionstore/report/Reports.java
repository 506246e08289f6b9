package dev.sessionstore.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The test reports of a build, in its modules' folders.
 *
 * @param tests the test classes that this build ran
 * @param kit the harnesses among them
 * @param silent the modules with tests, of which this build ran none
 * @param stale the number of reports of an earlier build
 */
record Reports(List<TestClass> tests, List<KitClass> kit, List<String> silent, int stale) {

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /**
   * Reads the reports of each module of the parent's pom.
   *
   * @param begun the time at which the build began; older reports are ignored, since their classes
   *   may no longer exist
   */
  static Reports of(Path project, Instant begun) throws IOException {
    List<TestClass> tests = new ArrayList<>();
    List<KitClass> kit = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    int stale = 0;
    Matcher modules = MODULE.matcher(Files.readString(project.resolve("pom.xml")));
    while (modules.find()) {
      String module = modules.group(1);
      Path folder = project.resolve(module);
      int before = tests.size();
      for (Path file : files(folder.resolve("target/surefire-reports"), "TEST-.*\\.xml")) {
        if (isOlder(file, begun)) {
          stale++;
        } else {
          tests.add(TestClass.read(module, file));
        }
      }
      for (Path file : files(folder.resolve("target/session-store-tck"), ".*\\.md")) {
        if (!isOlder(file, begun)) {
          kit.add(KitClass.read(module, file));
        }
      }
      if (tests.size() == before && Files.isDirectory(folder.resolve("src/test/java"))) {
        silent.add(module);
      }
    }
    return new Reports(List.copyOf(tests), List.copyOf(kit), List.copyOf(silent), stale);
  }

  private static boolean isOlder(Path file, Instant begun) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(begun);
  }

  private static List<Path> files(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
    }
  }
}
