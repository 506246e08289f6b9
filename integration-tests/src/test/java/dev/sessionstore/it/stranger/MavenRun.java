package dev.sessionstore.it.stranger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opentest4j.TestAbortedException;

/**
 * A build by the Maven that runs this one, with its settings, in another process and without
 * standard input.
 *
 * @param exit zero when it succeeded
 * @param output of both streams
 */
record MavenRun(int exit, String output) {

  static MavenRun of(Path project, BorrowedRepository repository, String goal)
      throws IOException, InterruptedException {
    Path log = project.resolve("maven.log");
    ProcessBuilder maven = new ProcessBuilder(command(repository, goal)).directory(project.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    List.of("MAVEN_PROJECTBASEDIR", "MAVEN_CMD_LINE_ARGS", "MAVEN_HOME", "M2_HOME")
        .forEach(maven.environment()::remove);
    Process running = maven.start();
    running.getOutputStream().close();
    try {
      running.waitFor();
    } finally {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
    return new MavenRun(running.exitValue(), Files.readString(log));
  }

  private static List<String> command(BorrowedRepository repository, String goal) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    Path script = home().resolve("bin").resolve(windows ? "mvn.cmd" : "mvn");
    List<String> command =
        new ArrayList<>(List.of(script.toString(), "-B", "-ntp", "-Dmaven.repo.local=" + repository.folder()));
    Path settings = Path.of(System.getProperty("stranger.maven.settings", "").replaceFirst("^settings: ", ""));
    if (Files.isRegularFile(settings)) {
      command.addAll(List.of("-s", settings.toString()));
    }
    if ("offline: true".equals(System.getProperty("stranger.maven.offline"))) {
      command.add("-o");
    }
    command.add(goal);
    return command;
  }

  private static Path home() {
    String home = System.getProperty("stranger.maven.home");
    if (home == null) {
      throw new TestAbortedException("This test runs Maven, and only a Maven build tells it which; run mvn verify.");
    }
    return Path.of(home);
  }
}
