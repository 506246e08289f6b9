package dev.sessionstore.examples.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers, sums and times as people read them. */
final class Words {

  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private Words() {}

  static String sum(long cents) {
    return String.format(Locale.ROOT, "€%d.%02d", cents / 100, cents % 100);
  }

  static String count(long many, String one, String several) {
    return many + " " + (many == 1 ? one : several);
  }

  /** {@return a time element: the words for the eye, the instant for whoever hovers, and for programs} */
  static Markup moment(Instant at, Instant now) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    return Markup.of("<time datetime=\"{}\" title=\"{}\">{}</time>", second, second, words(Duration.between(now, at)));
  }

  private static String words(Duration ahead) {
    long seconds = Math.abs(ahead.toSeconds());
    if (seconds < MINUTE) {
      return ahead.isNegative() || seconds == 0 ? "just now" : "in a moment";
    }
    String span = seconds < HOUR ? count(seconds / MINUTE, "minute", "minutes")
        : seconds < DAY ? count(seconds / HOUR, "hour", "hours") : count(seconds / DAY, "day", "days");
    return ahead.isNegative() ? span + " ago" : "in " + span;
  }
}
