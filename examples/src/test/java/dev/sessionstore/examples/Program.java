package dev.sessionstore.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in another JVM, with two options for a fast start. Ends with the test. Tests wait for
 * its output on a queue, not on its pipe, since JUnit's timeout can interrupt only the former.
 */
public final class Program implements AutoCloseable {

  private final Process process;
  /** Each line; an empty one at the end. */
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private Program(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "reads a program");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (var from = process.inputReader(StandardCharsets.UTF_8)) {
      from.lines().forEach(line -> lines.add(Optional.of(line)));
    } catch (IOException e) {
      lines.add(Optional.of("What it said next could not be read: " + e));
    } finally {
      lines.add(Optional.empty());
    }
  }

  /**
   * Starts a program.
   *
   * @param main its main class
   * @param scratch the folder for its temporary files
   * @param arguments its arguments
   */
  public static Program start(Class<?> main, Path scratch, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
        "-Djava.io.tmpdir=" + scratch,
        "-Dorg.jboss.logging.provider=slf4j", main.getName()));
    command.addAll(List.of(arguments));
    return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** {@return the pattern's group in the next line that matches} */
  public String await(Pattern pattern) throws InterruptedException {
    List<String> said = new ArrayList<>(); // a newer JVM may print something first
    for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
      Matcher found = pattern.matcher(line.get());
      if (found.find()) {
        return found.group(1);
      }
      said.add(line.get());
    }
    throw new AssertionError("It ended before it said \"" + pattern + "\":\n" + String.join("\n", said));
  }

  /** {@return all further lines, up to the end of its output} */
  public List<String> rest() throws InterruptedException {
    List<String> rest = new ArrayList<>();
    for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
      rest.add(line.get());
    }
    return rest;
  }

  /** Kills it by SIGKILL. Output that is still in its pipe can be read. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Ends it by SIGTERM, so that it closes in order. */
  public void stop() {
    process.toHandle().destroy();
  }

  /** {@return its exit code, after waiting for its end} */
  public int exit() throws InterruptedException {
    return process.waitFor();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
