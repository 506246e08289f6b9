package dev.sessionstore.examples.web;

import java.util.ArrayList;
import java.util.List;

/**
 * A shopping cart: a class of the application, declared to the filter by the name of its attribute.
 * It is changed in place, without {@code setAttribute} afterwards.
 *
 * @param lines one per product, in the order they were added; mutable
 */
record Cart(List<Line> lines) {

  private static final int MAX_COUNT = 99;

  /**
   * @param product the product
   * @param count the number of pieces, from 1
   */
  record Line(Product product, int count) {

    long cents() {
      return (long) product.cents() * count;
    }
  }

  static Cart empty() {
    return new Cart(new ArrayList<>());
  }

  void add(Product product) {
    lines.replaceAll(
        line -> line.product() == product ? new Line(product, Math.min(line.count() + 1, MAX_COUNT)) : line);
    if (lines.stream().noneMatch(line -> line.product() == product)) {
      lines.add(new Line(product, 1));
    }
  }

  /** Removes one piece; without pieces the line goes too. */
  void remove(Product product) {
    lines.replaceAll(line -> line.product() == product ? new Line(product, line.count() - 1) : line);
    lines.removeIf(line -> line.count() < 1);
  }

  int count() {
    return lines.stream().mapToInt(Line::count).sum();
  }

  long cents() {
    return lines.stream().mapToLong(Line::cents).sum();
  }
}
