package dev.sessionstore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks done so far have measured, kept in a file as well, so that a long run that is cut
 * off can go on.
 */
final class Progress {

  private final @Nullable Path file;
  private final Map<String, Done> done = new LinkedHashMap<>();

  /** A task's lines. */
  private record Done(List<String> lines, Duration took) {}

  /**
   * Begins.
   *
   * @param file where it is kept; null: nowhere
   * @param resumed true to go on with what stands there; false to begin anew
   */
  Progress(@Nullable Path file, boolean resumed) throws IOException {
    this.file = file;
    if (file != null && resumed && Files.exists(file)) {
      read(Files.readAllLines(file));
    } else if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  /** A task's lines stand before the one that names it: without that one they are not all there. */
  private void read(List<String> text) {
    List<String> lines = new ArrayList<>();
    for (String line : text) {
      if (line.startsWith("task\t")) {
        String[] part = line.split("\t");
        done.put(part[1], new Done(List.copyOf(lines), Duration.ofMillis(Long.parseLong(part[2]))));
        lines.clear();
      } else {
        lines.add(line);
      }
    }
  }

  boolean has(String task) {
    return done.containsKey(task);
  }

  /** Keeps what a task has measured. */
  void add(String task, List<String> lines, Duration took) throws IOException {
    done.put(task, new Done(List.copyOf(lines), took));
    if (file != null) {
      List<String> text = new ArrayList<>();
      done.forEach((name, one) -> {
        text.addAll(one.lines());
        text.add("task\t" + name + "\t" + one.took().toMillis());
      });
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, text);
    }
  }

  /** {@return how long all of them took} */
  Duration spent() {
    return done.values().stream().map(Done::took).reduce(Duration.ZERO, Duration::plus);
  }

  List<Figure> figures() {
    return done.values()
        .stream()
        .flatMap(one -> one.lines().stream())
        .filter(line -> line.startsWith("figure\t"))
        .map(Figure::of)
        .toList();
  }

  List<Ratio> ratios() {
    return done.values()
        .stream()
        .flatMap(one -> one.lines().stream())
        .filter(line -> line.startsWith("ratio\t"))
        .map(Ratio::of)
        .toList();
  }
}
