package dev.sessionstore;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session: an immutable value. A change makes a new one; the store decides what becomes of it.
 * Two are equal when attributes, cookie facts, maxAge and fixed expiry are. Thread-safe.
 */
public final class Session {

  private final SessionId id;
  private final Attributes attributes;
  private final @Nullable CookieFacts cookie;
  private final @Nullable Duration maxAge;
  private final @Nullable Instant fixedExpiry;
  private final @Nullable Stamp stamp;

  private Session(SessionId id, Attributes attributes, @Nullable CookieFacts cookie, @Nullable Duration maxAge,
      @Nullable Instant fixedExpiry, @Nullable Stamp stamp) {
    this.id = id;
    this.attributes = attributes;
    this.cookie = cookie;
    this.maxAge = maxAge;
    this.fixedExpiry = fixedExpiry;
    this.stamp = stamp;
  }

  /**
   * What the store wrote beside the data.
   *
   * @param version opaque; drawn anew for every data write
   * @param createdAt first write
   * @param updatedAt last write of any kind
   * @param expiresAt dead from then on
   * @param idle the row's max_age in milliseconds: null the store's, 0 fixed; tells a save whether
   *   it changes the idle time
   */
  public record Stamp(long version, Instant createdAt, Instant updatedAt, Instant expiresAt, @Nullable Long idle) {}

  /**
   * A session that no store has seen, for {@link SessionStore#set}.
   *
   * @param id its id
   * @param attributes its values, made canonical
   * @return the session
   */
  public static Session of(SessionId id, Map<String, ? extends @Nullable Object> attributes) {
    return new Session(Objects.requireNonNull(id, "id"), Attributes.of(attributes), null, null, null, null);
  }

  /** {@return the id} */
  public SessionId id() {
    return id;
  }

  /** {@return all values} */
  public Attributes attributes() {
    return attributes;
  }

  /** {@return the cookie facts, if any were given} */
  public Optional<CookieFacts> cookie() {
    return Optional.ofNullable(cookie);
  }

  /** {@return its own idle time; empty: the store's {@code expiration}, or a fixed expiry} */
  public Optional<Duration> maxAge() {
    return Optional.ofNullable(maxAge);
  }

  /** {@return the instant it ends at, however much it is used} */
  public Optional<Instant> fixedExpiry() {
    return Optional.ofNullable(fixedExpiry);
  }

  /** {@return what the store wrote; empty for a session that never came from one} */
  public Optional<Stamp> stamp() {
    return Optional.ofNullable(stamp);
  }

  /**
   * When it was first written.
   *
   * @return the instant
   * @throws IllegalStateException when it never came from a store
   */
  public Instant createdAt() {
    return stored().createdAt();
  }

  /**
   * When it dies, unless it is used before.
   *
   * @return the instant, as of this copy
   * @throws IllegalStateException when it never came from a store
   */
  public Instant expiresAt() {
    return stored().expiresAt();
  }

  private Stamp stored() {
    if (stamp == null) {
      throw new IllegalStateException(
          "This session never came from a store; use the copy that create, get, set or save answered.");
    }
    return stamp;
  }

  /**
   * An attribute as stored.
   *
   * @param name its name
   * @return the canonical value; null when absent or null
   */
  public @Nullable Object get(String name) {
    return attributes.get(name);
  }

  /**
   * An attribute by type.
   *
   * @param name its name
   * @param type what to read it as
   * @param <T> that type
   * @return the value; empty when absent or null
   * @throws AttributeTypeException when it is something else
   */
  public <T> Optional<T> get(String name, Class<T> type) {
    return attributes.get(name, type);
  }

  /**
   * A whole number.
   *
   * @param name its name
   * @param fallback returned when absent or null
   * @return the number
   * @throws AttributeTypeException when it is something else
   */
  public long getLong(String name, long fallback) {
    return attributes.getLong(name, fallback);
  }

  /**
   * A text.
   *
   * @param name its name
   * @param fallback returned when absent or null
   * @return the text
   * @throws AttributeTypeException when it is something else
   */
  public String getString(String name, String fallback) {
    return attributes.getString(name, fallback);
  }

  /**
   * A truth value.
   *
   * @param name its name
   * @param fallback returned when absent or null
   * @return the truth value
   * @throws AttributeTypeException when it is something else
   */
  public boolean getBoolean(String name, boolean fallback) {
    return attributes.getBoolean(name, fallback);
  }

  /**
   * A list.
   *
   * @param name its name
   * @return the list; empty when absent or null
   * @throws AttributeTypeException when it is something else
   */
  public List<@Nullable Object> getList(String name) {
    return attributes.getList(name);
  }

  /**
   * With an attribute put.
   *
   * @param name any but {@code cookie}
   * @param value made canonical; null is a value
   * @return the new copy
   * @throws AttributeTypeException when it cannot be stored
   * @throws IllegalArgumentException when the name is null or the reserved {@code cookie}
   */
  public Session with(String name, @Nullable Object value) {
    return new Session(id, attributes.with(name, value), cookie, maxAge, fixedExpiry, stamp);
  }

  /**
   * With an attribute removed.
   *
   * @param name its name; an absent one is no error
   * @return the new copy
   */
  public Session without(String name) {
    return new Session(id, attributes.without(name), cookie, maxAge, fixedExpiry, stamp);
  }

  /**
   * With cookie facts.
   *
   * @param facts null, or facts that say nothing: none
   * @return the new copy
   */
  public Session withCookie(@Nullable CookieFacts facts) {
    return new Session(id, attributes, facts == null || facts.isEmpty() ? null : facts, maxAge, fixedExpiry, stamp);
  }

  /**
   * With an idle time of its own; takes the place of a fixed expiry.
   *
   * @param idle one millisecond or more, finer parts cut; null: the store's {@code expiration}
   * @return the new copy
   * @throws IllegalArgumentException when shorter than a millisecond
   */
  public Session withMaxAge(@Nullable Duration idle) {
    if (idle == null) {
      return new Session(id, attributes, cookie, null, null, stamp);
    }
    Duration cut =
        idle.compareTo(ExpiryPolicy.MAX_DURATION) > 0 ? ExpiryPolicy.MAX_DURATION : idle.truncatedTo(ChronoUnit.MILLIS);
    if (cut.isNegative() || cut.isZero()) {
      throw new IllegalArgumentException("A maxAge of " + idle
          + " leaves no time to live; give a millisecond or more, or destroy the session.");
    }
    return new Session(id, attributes, cookie, cut, null, stamp);
  }

  /**
   * With an expiry that does not slide; takes the place of a maxAge.
   *
   * @param expiry the instant, cut to milliseconds, at most the year 9999; one already past ends
   *   the session when it is written
   * @return the new copy
   */
  public Session withFixedExpiry(Instant expiry) {
    Instant capped = expiry.isAfter(ExpiryPolicy.LATEST) ? ExpiryPolicy.LATEST : expiry;
    capped = capped.isBefore(Instant.EPOCH) ? Instant.EPOCH : capped;
    return new Session(id, attributes, cookie, null, capped.truncatedTo(ChronoUnit.MILLIS), stamp);
  }

  /**
   * The same from a number.
   *
   * @param epochMillis milliseconds since 1970
   * @return the new copy
   */
  public Session withFixedExpiry(long epochMillis) {
    return withFixedExpiry(Instant.ofEpochMilli(epochMillis));
  }

  /**
   * The same from ISO-8601 text, as JSON holds it (EXPIRY-1).
   *
   * @param iso a date and time with its offset, {@code 2030-01-01T00:00:00Z} for one
   * @return the new copy
   * @throws IllegalArgumentException when it is not such a text
   */
  public Session withFixedExpiry(String iso) {
    try {
      return withFixedExpiry(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("The expiry is not an ISO-8601 instant; write it like 2030-01-01T00:00:00Z.",
          e);
    }
  }

  /**
   * The copy a store hands out. For the engine; an application has no use for it.
   *
   * @param as the id it lives under
   * @param facts cookie facts
   * @param values attributes
   * @param idle own idle time
   * @param fixed fixed expiry
   * @param written what the store wrote
   * @return the session
   */
  public static Session stored(SessionId as, Attributes values, @Nullable CookieFacts facts, @Nullable Duration idle,
      @Nullable Instant fixed, Stamp written) {
    return new Session(as, values, facts, idle, fixed, written);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Session s && attributes.equals(s.attributes) && Objects.equals(cookie, s.cookie)
        && Objects.equals(maxAge, s.maxAge) && Objects.equals(fixedExpiry, s.fixedExpiry);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attributes, cookie, maxAge, fixedExpiry);
  }

  /** {@return neither id nor values} */
  @Override
  public String toString() {
    return "Session[" + attributes.size() + " attributes]";
  }
}
