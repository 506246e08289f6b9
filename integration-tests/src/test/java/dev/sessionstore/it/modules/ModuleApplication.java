package dev.sessionstore.it.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An application of {@code src/modules}, compiled and run as a module among modules.
 *
 * @param name its folder
 * @param modulePath the module path, jars only
 * @param reads options of both javac and java
 */
record ModuleApplication(String name, List<Path> modulePath, List<String> reads) {

  private static final Path HERE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();

  ModuleApplication {
    modulePath = List.copyOf(modulePath);
    reads = List.copyOf(reads);
  }

  /** Returns an application with jars of this JVM's class path. */
  static ModuleApplication of(String name, List<String> artifacts) {
    return new ModuleApplication(name, artifacts.stream().map(ModuleApplication::jar).toList(), List.of());
  }

  /** {@return that of this JVM's class path} */
  static Path jar(String artifact) {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    assumeTrue(classPath.stream().noneMatch(entry -> entry.endsWith(Path.of("store-api/target/classes"))),
        "Modules are jars, and there are none before the phase package; run mvn verify.");
    String name = Pattern.quote(artifact) + "-\\d.*\\.jar";
    return classPath.stream().filter(entry -> entry.getFileName().toString().matches(name)).findFirst()
        .orElseThrow(() -> new AssertionError("There is no jar of " + artifact + " on the class path."));
  }

  /** Returns the application with one more jar. */
  ModuleApplication beside(Path jar) {
    return new ModuleApplication(name, Stream.concat(modulePath.stream(), Stream.of(jar)).toList(), reads);
  }

  /** {@return the application with an edge, {@code reader=read}, that no descriptor has} */
  ModuleApplication reading(String edge) {
    return new ModuleApplication(name, modulePath, List.of("--add-reads", edge));
  }

  private String path() {
    return modulePath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private Path compiled() throws IOException {
    Path to = Files.createDirectories(HERE.resolve("target/modules").resolve(name));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (Stream<Path> sources = Files.walk(HERE.resolve("src/modules").resolve(name));
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = new ArrayList<>(
          List.of("-d", to.toString(), "-proc:none", "-Xlint:all", "-Werror", "--module-path", path()));
      options.addAll(reads);
      boolean fine = compiler.getTask(messages, files, null, options, null,
          files.getJavaFileObjectsFromPaths(sources.filter(Files::isRegularFile).toList())).call();
      assertThat(fine).as(messages.toString()).isTrue();
    }
    return to;
  }

  /**
   * Runs it and returns its standard output, without the last line's end.
   *
   * @param options of java
   */
  String run(String backend, String... options) throws IOException, InterruptedException {
    Path classes = compiled();
    Path printed = Files.createTempFile("modules", ".out");
    Path log = Files.createTempFile("modules", ".err");
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "--module-path", classes + File.pathSeparator + path()));
    command.addAll(reads);
    command.addAll(List.of(options));
    command.addAll(List.of("--module", "org.example." + name + "/org.example.Main", backend));
    Process process = new ProcessBuilder(command).redirectOutput(printed.toFile()).redirectError(log.toFile()).start();
    try {
      int exit = process.waitFor();
      assertThat(exit).as(Files.readString(log)).isZero();
      return Files.readString(printed).strip();
    } finally {
      process.destroyForcibly();
      Files.delete(printed);
      Files.delete(log);
    }
  }
}
