package dev.sessionstore.benchmarks;

import java.util.Locale;

/**
 * The measurement of one operation.
 *
 * @param entrant the store
 * @param product the database
 * @param operation the operation
 * @param threads the number of threads
 * @param bytes the size of the payload
 * @param perSecond operations per second of all threads; sweep: rows
 * @param spread half the range of the iterations' results, as a fraction of it
 * @param allocated bytes per operation, including the database's own if it runs in the JVM; sweep:
 *   per row
 * @param statements per operation; sweep: per 1,000 rows, as the next two
 * @param commits per operation
 * @param checkOuts per operation
 */
record Figure(Entrant entrant, Product product, Operation operation, int threads, int bytes, double perSecond,
    double spread, double allocated, double statements, double commits, double checkOuts) {

  /** {@return the same with another value of {@code allocated}} */
  Figure allocating(double bytesPerOperation) {
    return new Figure(entrant, product, operation, threads, bytes, perSecond, spread, bytesPerOperation, statements,
        commits, checkOuts);
  }

  String line() {
    return String.join("\t", "figure", entrant.name(), product.name(), operation.name(), Integer.toString(threads),
        Integer.toString(bytes), text(perSecond), text(spread), text(allocated), text(statements), text(commits),
        text(checkOuts));
  }

  static Figure of(String line) {
    String[] part = line.split("\t");
    return new Figure(Entrant.valueOf(part[1]), Product.valueOf(part[2]), Operation.valueOf(part[3]),
        Integer.parseInt(part[4]), Integer.parseInt(part[5]), number(part[6]), number(part[7]), number(part[8]),
        number(part[9]), number(part[10]), number(part[11]));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
