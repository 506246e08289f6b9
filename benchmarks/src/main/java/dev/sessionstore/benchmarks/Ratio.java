package dev.sessionstore.benchmarks;

import java.util.Locale;

/**
 * The comparison of two calls, measured in turns within one JVM.
 *
 * @param topic what is compared, for the table
 * @param entrant the store
 * @param product the database; null: none
 * @param base operations per second of the base
 * @param variant operations per second of the variant
 * @param ratio the median of the rounds' ratios, not the quotient of the two
 * @param baseBytes bytes allocated per operation of the base
 * @param variantBytes bytes allocated per operation of the variant
 * @param baseMicros the caller's CPU time per operation of the base
 * @param variantMicros the caller's CPU time per operation of the variant
 */
record Ratio(String topic, String entrant, String product, double base, double variant, double ratio, double baseBytes,
    double variantBytes, double baseMicros, double variantMicros) {

  /** Constructs a comparison with speeds only. */
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
