package dev.sessionstore.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.minBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A target, and the result of a run.
 *
 * @param what the target
 * @param wanted the wanted result
 * @param found the actual result
 * @param met whether the target is met
 */
record Target(String what, String wanted, String found, boolean met) {

  private static final Map<Entrant, double[]> PORT = Map.of( // find and writes on servers, find and writes on H2
      Entrant.JDBC, new double[] {0.90, 0.90, 0.80, 0.85},
      Entrant.HIBERNATE, new double[] {0.85, 0.85, 0.70, 0.80},
      Entrant.MYBATIS, new double[] {0.90, 0.90, 0.65, 0.85},
      Entrant.EBEAN, new double[] {0.90, 0.80, 0.75, 0.70});
  private static final Set<Operation> AGAINST_SPRING =
      EnumSet.of(Operation.CREATE, Operation.GET, Operation.CHANGE, Operation.DESTROY);

  /** {@return every target for which the run has figures} */
  static List<Target> of(Figures figures, List<Ratio> ratios) {
    List<Target> targets = new ArrayList<>();
    for (Ratio ratio : ratios) {
      wanted(ratio).ifPresent(least -> targets
          .add(atLeast(ratio.topic() + ", " + ratio.entrant() + ", " + ratio.product(), least, ratio.ratio())));
      if (ratio.topic().startsWith("engine")) {
        // CPU time, which other work of the machine does not affect
        double micros = ratio.variantMicros() - ratio.baseMicros();
        double bytes = ratio.variantBytes() - ratio.baseBytes();
        targets.add(new Target(ratio.topic() + ", 1 KB: time of the CPU", "<= 4 µs",
            String.format(Locale.ROOT, "%.1f µs", micros), micros <= 4));
        targets.add(new Target(ratio.topic() + ", 1 KB: allocated", "<= 6144 B",
            String.format(Locale.ROOT, "%.0f B", bytes), bytes <= 6144));
      }
    }
    Map<String, Optional<Ratio>> leadOverBest = ratios.stream()
        .filter(ratio -> ratio.topic().startsWith("peers"))
        .collect(groupingBy(ratio -> ratio.entrant() + ", " + ratio.product(), LinkedHashMap::new,
            minBy(Comparator.comparingDouble(Ratio::ratio))));
    leadOverBest
        .forEach(
            (where,
                least) -> least.ifPresent(ratio -> targets.add(atLeast("best peer, in turns: request, " + where,
                    ratio.product().equals(Product.H2.label()) ? 2 : 3,
                    ratio.ratio()))));
    for (Figure figure : figures.all()) {
      if (!figure.entrant().isOurs() || figure.bytes() != 1024) {
        continue;
      }
      String where = figure.operation().label() + ", " + figure.entrant().label() + ", " + figure.product().label()
          + ", threads: " + figure.threads();
      OptionalDouble toPeer = figures.toBestPeer(figure);
      if (figure.operation() == Operation.REQUEST && toPeer.isPresent()) {
        targets.add(atLeast("best peer: " + where, figure.product() == Product.H2 ? 2 : 3, toPeer.getAsDouble()));
      }
      Optional<Figure> spring =
          figures.find(Entrant.SPRING, figure.product(), figure.operation(), figure.threads(), figure.bytes());
      if (AGAINST_SPRING.contains(figure.operation()) && spring.isPresent()) {
        targets.add(atLeast("Spring Session: " + where, 1.5, figure.perSecond() / spring.get().perSecond()));
      }
    }
    return targets;
  }

  private static Target atLeast(String what, double least, double found) {
    return new Target(what, String.format(Locale.ROOT, ">= %.2f", least), String.format(Locale.ROOT, "%.2f", found),
        found >= least);
  }

  private static Optional<Double> wanted(Ratio ratio) {
    String topic = ratio.topic();
    if (topic.startsWith("port")) {
      boolean h2 = ratio.product().equals(Product.H2.label());
      int index = (h2 ? 2 : 0) + (topic.endsWith("writes") ? 1 : 0);
      return PORT.entrySet()
          .stream()
          .filter(e -> e.getKey().label().equals(ratio.entrant()))
          .map(e -> e.getValue()[index])
          .findFirst();
    }
    if (topic.startsWith("size") && topic.contains("1000000") && !ratio.entrant().equals(Entrant.RAW.label())) {
      return Optional.of(0.8);
    }
    if (topic.startsWith("crowd")) {
      // an option may do better, and none is bound to
      return topic.contains("lookUpBatch") ? Optional.empty() : Optional.of(0.75);
    }
    return topic.startsWith("sweep") ? Optional.of(0.5) : Optional.empty();
  }
}
