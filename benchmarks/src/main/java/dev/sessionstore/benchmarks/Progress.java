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
 * The measurements of the tasks done so far, also in a file, so that an interrupted run can go on.
 */
final class Progress {

  private final @Nullable Path file;
  private final Map<String, Done> done = new LinkedHashMap<>();

  /** A task's lines. */
  private record Done(List<String> lines, Duration took) {}

  /**
   * Starts or resumes a run.
   *
   * @param file the file; null: none
   * @param resumed true to continue from the file; false to start again
   */
  Progress(@Nullable Path file, boolean resumed) throws IOException {
    this.file = file;
    if (file != null && resumed && Files.exists(file)) {
      read(Files.readAllLines(file));
    } else if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Reads the file. The line that names a task follows its lines; without it the task is
   * incomplete.
   */
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

  /** Adds the measurements of a task. */
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

  /** {@return the duration of all tasks} */
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
