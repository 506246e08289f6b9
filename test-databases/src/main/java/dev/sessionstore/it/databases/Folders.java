package dev.sessionstore.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of servers and files of tests: under {@code target}, so that {@code mvn clean}
 * removes them.
 */
final class Folders {

  private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
      .toAbsolutePath()
      .resolve("target/databases")
      .resolve(fork(System.getProperty("sessionstore.test.fork", "alone")));

  private Folders() {}

  /** Keeps two JVMs of one build from unpacking a server into one folder. */
  static String fork(String told) {
    if (!told.matches("alone|fork-[1-9]\\d*")) {
      throw new IllegalStateException("The property sessionstore.test.fork is \"" + told
          + "\"; let the build set it to fork-${surefire.forkNumber}, or leave it out.");
    }
    return told;
  }

  static Path shared(String name) {
    return make(ROOT.resolve(name));
  }

  static Path fresh(String prefix) {
    return make(ROOT.resolve(prefix + "-" + Database.newName()));
  }

  /** Returns the file for a server's output. */
  static Path log(String name) {
    return make(ROOT).resolve(name + ".log");
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path make(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
