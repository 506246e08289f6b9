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
 * A session, as an immutable value: each change returns a new copy, which takes effect when it is
 * given to a store. Two copies are equal when their attributes, cookie facts, maxAge and fixed
 * expiry are. Thread-safe.
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
   * @param version opaque; new at every data write
   * @param createdAt the time of the first write
   * @param updatedAt the time of the last write of any kind
   * @param expiresAt the time of expiry
   * @param idle the row's max_age in milliseconds; null: the store's; 0: a fixed expiry. It shows
   *   whether a save changes the idle time
   */
  public record Stamp(long version, Instant createdAt, Instant updatedAt, Instant expiresAt, @Nullable Long idle) {}

  /**
   * Returns a session that is not stored yet, for {@link SessionStore#set}.
   *
   * @param id its id
   * @param attributes its values, converted as {@link Attributes} describes
   * @return the session
   */
  public static Session of(SessionId id, Map<String, ? extends @Nullable Object> attributes) {
    return new Session(Objects.requireNonNull(id, "id"), Attributes.of(attributes), null, null, null, null);
  }

  /** {@return the id} */
  public SessionId id() {
    return id;
  }

  /** {@return the attributes} */
  public Attributes attributes() {
    return attributes;
  }

  /** {@return the cookie facts, if any} */
  public Optional<CookieFacts> cookie() {
    return Optional.ofNullable(cookie);
  }

  /**
   * {@return its own idle time; empty: the store's {@code expiration} or a fixed expiry applies}
   */
  public Optional<Duration> maxAge() {
    return Optional.ofNullable(maxAge);
  }

  /** {@return the expiry that use does not extend, if any} */
  public Optional<Instant> fixedExpiry() {
    return Optional.ofNullable(fixedExpiry);
  }

  /** {@return what the store wrote; empty for a session that is not from a store} */
  public Optional<Stamp> stamp() {
    return Optional.ofNullable(stamp);
  }

  /**
   * Returns when this session was first written.
   *
   * @return the time of its creation
   * @throws IllegalStateException when this session is not from a store
   */
  public Instant createdAt() {
    return stored().createdAt();
  }

  /**
   * Returns when this session expires if it is not used before.
   *
   * @return the expiry as of this copy
   * @throws IllegalStateException when this session is not from a store
   */
  public Instant expiresAt() {
    return stored().expiresAt();
  }

  private Stamp stored() {
    if (stamp == null) {
      throw new IllegalStateException(
          "This session is not from a store; use the copy that create, get, set or save returned.");
    }
    return stamp;
  }

  /**
   * Returns an attribute as stored.
   *
   * @param name the name
   * @return the canonical value; null when absent or null
   */
  public @Nullable Object get(String name) {
    return attributes.get(name);
  }

  /**
   * Returns an attribute as a given type, as {@link Attributes#get(String, Class)} does.
   *
   * @param name the name
   * @param type the type
   * @param <T> that type
   * @return the value; empty when absent or null
   * @throws AttributeTypeException when the value is not of that type
   */
  public <T> Optional<T> get(String name, Class<T> type) {
    return attributes.get(name, type);
  }

  /**
   * Returns an integer attribute.
   *
   * @param name the name
   * @param fallback the result when the attribute is absent or null
   * @return the value
   * @throws AttributeTypeException when it has another type
   */
  public long getLong(String name, long fallback) {
    return attributes.getLong(name, fallback);
  }

  /**
   * Returns a text attribute.
   *
   * @param name the name
   * @param fallback the result when the attribute is absent or null
   * @return the value
   * @throws AttributeTypeException when it has another type
   */
  public String getString(String name, String fallback) {
    return attributes.getString(name, fallback);
  }

  /**
   * Returns a boolean attribute.
   *
   * @param name the name
   * @param fallback the result when the attribute is absent or null
   * @return the value
   * @throws AttributeTypeException when it has another type
   */
  public boolean getBoolean(String name, boolean fallback) {
    return attributes.getBoolean(name, fallback);
  }

  /**
   * Returns a list attribute.
   *
   * @param name the name
   * @return the list; empty when absent or null
   * @throws AttributeTypeException when it has another type
   */
  public List<@Nullable Object> getList(String name) {
    return attributes.getList(name);
  }

  /**
   * Returns a copy with an attribute put.
   *
   * @param name any name but {@code cookie}
   * @param value any value, converted as {@link Attributes} describes; null is a value
   * @return the new copy
   * @throws AttributeTypeException when the value cannot be stored
   * @throws IllegalArgumentException when the name is null or the reserved {@code cookie}
   */
  public Session with(String name, @Nullable Object value) {
    return new Session(id, attributes.with(name, value), cookie, maxAge, fixedExpiry, stamp);
  }

  /**
   * Returns a copy without an attribute.
   *
   * @param name the name; it may be absent
   * @return the new copy
   */
  public Session without(String name) {
    return new Session(id, attributes.without(name), cookie, maxAge, fixedExpiry, stamp);
  }

  /**
   * Returns a copy with cookie facts.
   *
   * @param facts the facts; null or empty: none
   * @return the new copy
   */
  public Session withCookie(@Nullable CookieFacts facts) {
    return new Session(id, attributes, facts == null || facts.isEmpty() ? null : facts, maxAge, fixedExpiry, stamp);
  }

  /**
   * Returns a copy with its own idle time, which replaces a fixed expiry.
   *
   * @param idle one millisecond or more, truncated to milliseconds; more than 8000 years counts as
   *   8000 years; null: the store's {@code expiration}
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
   * Returns a copy with an expiry that use does not extend, which replaces a maxAge.
   *
   * @param expiry the time, truncated to milliseconds and capped at the end of the year 9999; one
   *   in the past ends the session when it is written
   * @return the new copy
   */
  public Session withFixedExpiry(Instant expiry) {
    Instant capped = expiry.isAfter(ExpiryPolicy.LATEST) ? ExpiryPolicy.LATEST : expiry;
    capped = capped.isBefore(Instant.EPOCH) ? Instant.EPOCH : capped;
    return new Session(id, attributes, cookie, null, capped.truncatedTo(ChronoUnit.MILLIS), stamp);
  }

  /**
   * Returns a copy with a fixed expiry, given as a number.
   *
   * @param epochMillis milliseconds since 1970
   * @return the new copy
   */
  public Session withFixedExpiry(long epochMillis) {
    return withFixedExpiry(Instant.ofEpochMilli(epochMillis));
  }

  /**
   * Returns a copy with a fixed expiry, given as ISO-8601 text as JSON has it (EXPIRY-1).
   *
   * @param iso a date and time with an offset, such as {@code 2030-01-01T00:00:00Z}
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
   * Returns the copy that a store returns. For the engine; applications do not need it.
   *
   * @param as the id
   * @param values the attributes
   * @param facts the cookie facts
   * @param idle its own idle time
   * @param fixed the fixed expiry
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

  /** {@return a text without id and values} */
  @Override
  public String toString() {
    return "Session[" + attributes.size() + " attributes]";
  }
}
