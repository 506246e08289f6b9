package dev.sessionstore.examples.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats numbers, sums and times for people. */
final class Words {

  /** In seconds. */
  private static final int MINUTE = 60;
  /** In minutes. */
  private static final int HOUR = 60;
  /** In hours. */
  private static final int DAY = 24;

  private Words() {}

  static String sum(long cents) {
    return String.format(Locale.ROOT, "€%d.%02d", cents / 100, cents % 100);
  }

  static String count(long many, String one, String several) {
    return many + " " + (many == 1 ? one : several);
  }

  /**
   * {@return a time element: words as its text, the instant as its tooltip and for programs}
   */
  static Markup moment(Instant at, Instant now) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    return Markup.of("<time datetime=\"{}\" title=\"{}\">{}</time>", second, second, words(Duration.between(now, at)));
  }

  private static String words(Duration ahead) {
    long seconds = Math.abs(ahead.toSeconds());
    if (seconds < MINUTE) {
      return ahead.isNegative() || seconds == 0 ? "just now" : "in a moment";
    }
    long minutes = nearest(seconds, MINUTE);
    long hours = nearest(minutes, HOUR);
    String span = minutes < HOUR ? count(minutes, "minute", "minutes")
        : hours < DAY ? count(hours, "hour", "hours")
        : count(nearest(hours, DAY), "day", "days");
    return ahead.isNegative() ? span + " ago" : "in " + span;
  }

  private static long nearest(long amount, int unit) {
    return (amount + unit / 2) / unit;
  }
}
