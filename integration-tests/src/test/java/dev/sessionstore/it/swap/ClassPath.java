package dev.sessionstore.it.swap;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * This JVM's class path without some artifacts, as another application would have it.
 *
 * @param entries the remaining entries
 */
record ClassPath(List<String> entries) {

  /** Without the artifacts that these classes come from. */
  static ClassPath without(List<Class<?>> classes) {
    Set<Path> off = classes.stream().map(ClassPath::artifact).collect(Collectors.toSet());
    List<String> rest = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!off.remove(Path.of(entry).toAbsolutePath().normalize())) {
        rest.add(entry);
      }
    }
    if (!off.isEmpty()) {
      throw new AssertionError("Not on the class path, so they cannot be taken off: " + off);
    }
    return new ClassPath(rest);
  }

  private static Path artifact(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toAbsolutePath()
        .normalize();
  }

  /**
   * Runs a program in another JVM, which must end normally; returns its standard output, without
   * the last line's end.
   */
  String run(Class<?> program) throws IOException, InterruptedException {
    Path printed = Files.createTempFile("class-path", ".out");
    Path log = Files.createTempFile("class-path", ".err");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-cp", String.join(File.pathSeparator, entries), program.getName())
        .redirectOutput(printed.toFile()).redirectError(log.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError("It did not end well: " + Files.readString(log));
      }
      return Files.readString(printed).strip();
    } finally {
      process.destroyForcibly();
      Files.delete(printed);
      Files.delete(log);
    }
  }
}
