package dev.sessionstore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A run as one table, in print and in {@code RESULTS.md}. */
final class Report {

  private final Form form;
  private final List<String> settings;
  private final Duration took;
  private final Figures figures;
  private final List<Ratio> ratios;
  private final List<Target> targets;

  Report(Form form, List<String> settings, Duration took, List<Figure> figures, List<Ratio> ratios) {
    this.form = form;
    this.settings = settings;
    this.took = took;
    this.figures = new Figures(figures);
    this.ratios = ratios;
    this.targets = Target.of(this.figures, ratios);
  }

  /** For the terminal. */
  String text() {
    return figureTable() + "\n" + ratioTable() + "\n" + targetTable() + "\n" + summary() + "\n"
        + String.join("\n", settings);
  }

  private String summary() {
    return targets.stream().filter(Target::met).count() + " of " + targets.size() + " targets met.";
  }

  private TextTable figureTable() {
    TextTable table = new TextTable(3, "database", "operation", "store", "threads", "payload, B", "ops/s", "±", "× raw",
        "× best peer", "B/op", "statements", "commits", "check-outs");
    for (Figure f : figures.all()) {
      table.add(f.product().label(), f.operation().label(), f.entrant().label(), Integer.toString(f.threads()),
          Integer.toString(f.bytes()), String.format(Locale.ROOT, "%,.0f", f.perSecond()),
          String.format(Locale.ROOT, "%.0f %%", 100 * f.spread()), ratio(figures.toRaw(f)),
          ratio(figures.toBestPeer(f)), String.format(Locale.ROOT, "%,.0f", f.allocated()), count(f.statements()),
          count(f.commits()), count(f.checkOuts()));
    }
    return table;
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "–";
  }

  private static String count(double number) {
    return String.format(Locale.ROOT, "%.0f", number);
  }

  private TextTable ratioTable() {
    TextTable table = new TextTable(3, "in paired rounds", "store", "database", "base, ops/s", "ops/s", "ratio",
        "base, B/op", "B/op", "base, µs of CPU", "µs of CPU");
    for (Ratio r : ratios) {
      table.add(r.topic(), r.entrant(), r.product(), String.format(Locale.ROOT, "%,.0f", r.base()),
          String.format(Locale.ROOT, "%,.0f", r.variant()), String.format(Locale.ROOT, "%.2f", r.ratio()),
          String.format(Locale.ROOT, "%,.0f", r.baseBytes()), String.format(Locale.ROOT, "%,.0f", r.variantBytes()),
          String.format(Locale.ROOT, "%.1f", r.baseMicros()), String.format(Locale.ROOT, "%.1f", r.variantMicros()));
    }
    return table;
  }

  private TextTable targetTable() {
    TextTable table = new TextTable(1, "target", "wanted", "found", "met");
    targets.forEach(target -> table.add(target.what(), target.wanted(), target.found(), target.met() ? "yes" : "NO"));
    return table;
  }

  /** Writes {@code RESULTS.md} and its plot. */
  void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder("# Measured speed\n\nWritten by the ").append(form.name())
        .append(" form of the benchmarks, which took ")
        .append(took.toMinutes())
        .append(" minutes; see `README.md` for how to repeat it, `FINDINGS.md` for what the figures mean.\n\n");
    settings.forEach(line -> text.append("- ").append(line).append('\n'));
    text.append("- ").append(series()).append("\n\n");
    text.append(
        "Only ratios within one run mean anything: the machine's own swings are large. Raw JDBC is the limit of an"
            + " operation: its statements alone, without codec, hash and policy, one prepared statement per call on"
            + " the same pool. `request` is get and touch: raw JDBC and the peers write at each, our stores once a"
            + " minute per session. Commits do not count what auto-commit does by itself. A sweep is counted by the"
            + " row, its statements per 1,000 rows. Statements, commits and check-outs of each backend on each"
            + " database are asserted, exactly, by the kit's rules SQL-1 and SQL-2.\n\n");
    text.append("![ratio to raw JDBC by operation](RESULTS.png)\n\n## Targets\n\n")
        .append(summary())
        .append("\n\n")
        .append(targetTable().markdown());
    text.append("\n## Paired rounds\n\n").append(ratioTable().markdown());
    text.append("\n## All operations\n\n").append(figureTable().markdown());
    Files.writeString(folder.resolve("RESULTS.md"), text);
    RatioChart.write(figures, folder.resolve("RESULTS.png"));
  }

  private String series() {
    StringBuilder text = new StringBuilder();
    for (Form.Series series : form.series()) {
      text.append(
          String.format(Locale.ROOT, "%,d B in tables of %,d live sessions; ", series.bytes(), series.sessions()));
    }
    return text + String.format(Locale.ROOT,
        "%d iterations of %d ms after a warm-up of %d ms, and of %d ms of the whole JVM; findBy: 10"
            + " sessions; sweep: %,d dead",
        form.iterations(), form.iterationMillis(), form.warmUpMillis(), form.jvmWarmUpMillis(), form.dead());
  }
}
