package dev.sessionstore.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** All figures of a run, and their ratios. */
final class Figures {

  private final List<Figure> all;

  Figures(List<Figure> all) {
    this.all = all.stream().sorted(Comparator.comparing(Figure::product).thenComparing(figure -> figure.bytes() != 1024)
        .thenComparing(Figure::bytes)
        .thenComparing(Figure::threads)
        .thenComparing(Figure::operation)
        .thenComparing(Figure::entrant)).toList();
  }

  /** {@return ordered by database, payload, threads, operation, store} */
  List<Figure> all() {
    return all;
  }

  Optional<Figure> find(Entrant entrant, Product product, Operation operation, int threads, int bytes) {
    return all.stream()
        .filter(f -> f.entrant() == entrant && f.product() == product && f.operation() == operation
            && f.threads() == threads
            && f.bytes() == bytes)
        .findFirst();
  }

  /** {@return the ratio to raw JDBC under the same conditions} */
  OptionalDouble toRaw(Figure figure) {
    return ratio(figure, other -> other.entrant() == Entrant.RAW);
  }

  /** {@return the ratio to the fastest peer that has the operation} */
  OptionalDouble toBestPeer(Figure figure) {
    return ratio(figure, other -> other.entrant().isPeer());
  }

  private OptionalDouble ratio(Figure figure, Predicate<Figure> which) {
    OptionalDouble best = all.stream()
        .filter(which)
        .filter(f -> f.product() == figure.product() && f.operation() == figure.operation()
            && f.threads() == figure.threads() && f.bytes() == figure.bytes())
        .mapToDouble(Figure::perSecond).max();
    return best.isPresent() ? OptionalDouble.of(figure.perSecond() / best.getAsDouble()) : OptionalDouble.empty();
  }
}
