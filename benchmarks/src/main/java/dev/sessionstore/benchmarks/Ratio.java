package dev.sessionstore.benchmarks;

import java.util.Locale;

/**
 * Two things measured in turns within one JVM.
 *
 * @param topic what is compared, for the table
 * @param entrant whose
 * @param product where; null: nowhere
 * @param base operations a second of what it is compared with
 * @param variant operations a second
 * @param ratio median of the rounds' ratios: not simply the quotient of the two
 * @param baseBytes allocated per operation
 * @param variantBytes allocated per operation
 * @param baseMicros of the caller's CPU per operation
 * @param variantMicros of the caller's CPU per operation
 */
record Ratio(String topic, String entrant, String product, double base, double variant, double ratio, double baseBytes,
    double variantBytes, double baseMicros, double variantMicros) {

  /** One of which only the pace is known. */
  static Ratio ofPace(double base, double variant, double ratio) {
    return new Ratio("", "", "", base, variant, ratio, 0, 0, 0, 0);
  }

  Ratio of(String newTopic, Entrant who, Product where) {
    return new Ratio(newTopic, who.label(), where.label(), base, variant, ratio, baseBytes, variantBytes, baseMicros,
        variantMicros);
  }

  String line() {
    return String.format(Locale.ROOT, "ratio\t%s\t%s\t%s\t%.2f\t%.2f\t%.4f\t%.0f\t%.0f\t%.2f\t%.2f", topic, entrant,
        product, base, variant, ratio, baseBytes, variantBytes, baseMicros, variantMicros);
  }

  static Ratio of(String line) {
    String[] part = line.split("\t");
    return new Ratio(part[1], part[2], part[3], Double.parseDouble(part[4]), Double.parseDouble(part[5]),
        Double.parseDouble(part[6]), Double.parseDouble(part[7]), Double.parseDouble(part[8]),
        Double.parseDouble(part[9]), Double.parseDouble(part[10]));
  }
}
