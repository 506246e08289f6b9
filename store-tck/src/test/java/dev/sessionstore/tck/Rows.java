package dev.sessionstore.tck;

import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.SessionRow;

/** Rows and terms with one part replaced, for tables that are wrong in it. */
final class Rows {

  private Rows() {}

  static SessionRow withExpires(SessionRow row, long expires) {
    return new SessionRow(row.key(), row.data(), expires, row.maxAge(), row.version(), row.createdAt(), row.updatedAt(),
        row.columns());
  }

  static SessionRow withCreatedAt(SessionRow row, long createdAt) {
    return new SessionRow(row.key(), row.data(), row.expires(), row.maxAge(), row.version(), createdAt, row.updatedAt(),
        row.columns());
  }

  static SessionRow withVersion(SessionRow row, long version) {
    return new SessionRow(row.key(), row.data(), row.expires(), row.maxAge(), version, row.createdAt(), row.updatedAt(),
        row.columns());
  }

  static SessionRow withKey(SessionRow row, String key) {
    return new SessionRow(key, row.data(), row.expires(), row.maxAge(), row.version(), row.createdAt(), row.updatedAt(),
        row.columns());
  }

  static SessionRow withColumnsOf(SessionRow row, SessionRow other) {
    return new SessionRow(row.key(), row.data(), row.expires(), row.maxAge(), row.version(), row.createdAt(),
        row.updatedAt(), other.columns());
  }

  /** Its data cut after {@code most} characters. */
  static SessionRow cut(SessionRow row, int most) {
    return row.data().length() <= most
        ? row
        : new SessionRow(row.key(), row.data().substring(0, most), row.expires(), row.maxAge(), row.version(),
            row.createdAt(), row.updatedAt(), row.columns());
  }

  /** The same terms at another moment. */
  static ExpiryTerms at(long now, ExpiryTerms terms) {
    return new ExpiryTerms(now, terms.idle(), terms.lifetime(), terms.latest());
  }

  /** Terms by which nothing ends. */
  static ExpiryTerms endless(long now) {
    return new ExpiryTerms(now, 0, ExpiryTerms.UNLIMITED, Long.MAX_VALUE);
  }
}
