package dev.sessionstore.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values are one text, number or boolean in JSON, and its tag. Readers throw any
 * RuntimeException for what does not fit. Subclasses of these types are not included.
 */
final class ScalarType<T> {

  /** The vocabulary. Databases contain these tags: never change the meaning of one. */
  private static final List<ScalarType<?>> ALL = List.of(
      new ScalarType<>("string", String.class, text -> true, text -> text, String.class::cast),
      new ScalarType<>("boolean", Boolean.class, flag -> true, flag -> flag, Boolean.class::cast),
      new ScalarType<>("long", Long.class, whole -> true, whole -> whole, Long.class::cast),
      tagged("int", Integer.class, whole -> whole, stored -> Math.toIntExact((Long) stored)),
      tagged("short", Short.class, whole -> whole, ScalarType::toShort),
      tagged("byte", Byte.class, whole -> whole, ScalarType::toByte),
      // without a tag where JSON determines the type: beyond 64 bits, and with a scale
      new ScalarType<>("biginteger", BigInteger.class, whole -> whole.bitLength() >= Long.SIZE, whole -> whole,
          ScalarType::toBigInteger),
      new ScalarType<>("bigdecimal", BigDecimal.class, decimal -> decimal.scale() != 0, decimal -> decimal,
          stored -> stored instanceof BigDecimal decimal ? decimal : new BigDecimal(toBigInteger(stored))),
      tagged("double", Double.class, number -> number, ScalarType::toDouble),
      tagged("float", Float.class, number -> number, ScalarType::toFloat),
      text("char", Character.class, Object::toString, ScalarType::toCharacter),
      text("bytes", byte[].class, bytes -> Base64.getEncoder().encodeToString(bytes), Base64.getDecoder()::decode),
      text("chars", char[].class, String::new, String::toCharArray),
      text("instant", Instant.class, Object::toString, Instant::parse),
      text("localdate", LocalDate.class, Object::toString, LocalDate::parse),
      text("localtime", LocalTime.class, Object::toString, LocalTime::parse),
      text("localdatetime", LocalDateTime.class, Object::toString, LocalDateTime::parse),
      text("offsetdatetime", OffsetDateTime.class, Object::toString, OffsetDateTime::parse),
      text("offsettime", OffsetTime.class, Object::toString, OffsetTime::parse),
      text("zoneddatetime", ZonedDateTime.class, Object::toString, ZonedDateTime::parse),
      text("duration", Duration.class, Object::toString, Duration::parse),
      text("period", Period.class, Object::toString, Period::parse),
      tagged("year", Year.class, year -> (long) year.getValue(), stored -> Year.of(Math.toIntExact((Long) stored))),
      // toString omits the plus sign that parse requires from the year 10000 on
      text("yearmonth", YearMonth.class, DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT)::format, YearMonth::parse),
      text("monthday", MonthDay.class, Object::toString, MonthDay::parse),
      text("zoneid", ZoneId.class, ZoneId::getId, ZoneId::of),
      text("zoneoffset", ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of),
      text("dayofweek", DayOfWeek.class, DayOfWeek::name, DayOfWeek::valueOf),
      text("month", Month.class, Month::name, Month::valueOf),
      text("date", Date.class, date -> date.toInstant().toString(), date -> Date.from(Instant.parse(date))),
      text("uuid", UUID.class, Object::toString, UUID::fromString),
      text("locale", Locale.class, ScalarType::languageTag, Locale::forLanguageTag),
      text("uri", URI.class, Object::toString, URI::create),
      text("currency", Currency.class, Currency::getCurrencyCode, Currency::getInstance));

  private static final Map<String, ScalarType<?>> BY_TAG =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ScalarType::tag, s -> s));
  private static final Map<Class<?>, ScalarType<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ScalarType::type, s -> s));

  private final String tag;
  private final Class<T> type;
  private final Predicate<T> untagged;
  private final Function<T, Object> write;
  private final Function<Object, T> read;

  private ScalarType(String tag, Class<T> type, Predicate<T> untagged, Function<T, Object> write,
      Function<Object, T> read) {
    this.tag = tag;
    this.type = type;
    this.untagged = untagged;
    this.write = write;
    this.read = read;
  }

  private static <T> ScalarType<T> tagged(String tag, Class<T> type, Function<T, Object> write,
      Function<Object, T> read) {
    return new ScalarType<>(tag, type, value -> false, write, read);
  }

  private static <T> ScalarType<T> text(String tag, Class<T> type, Function<T, String> write,
      Function<String, T> read) {
    return tagged(tag, type, write::apply, stored -> read.apply((String) stored));
  }

  static List<ScalarType<?>> all() {
    return ALL;
  }

  /** Returns the type of a value; null: it has none. */
  static @Nullable ScalarType<?> of(Object value) {
    Class<?> type = value.getClass();
    // the class of a region is not public
    return ofType(value instanceof ZoneId && type != ZoneOffset.class ? ZoneId.class : type);
  }

  /** Returns the type of a class's instances; null: they have none. */
  static @Nullable ScalarType<?> ofType(Class<?> type) {
    return BY_TYPE.get(type);
  }

  /** Returns the type of a tag; null: there is no such tag. */
  static @Nullable ScalarType<?> ofTag(String tag) {
    return BY_TAG.get(tag);
  }

  String tag() {
    return tag;
  }

  Class<T> type() {
    return type;
  }

  boolean immutable() {
    return type != Date.class && !type.isArray();
  }

  /** Returns the tag of a value; null: JSON determines the type. */
  @Nullable String tag(Object value) {
    return untagged.test(type.cast(value)) ? null : tag;
  }

  /** Returns what the store converts to a text, number or boolean. */
  Object write(Object value) {
    return write.apply(type.cast(value));
  }

  T read(Object stored) {
    return read.apply(stored);
  }

  private static Short toShort(Object stored) {
    long whole = (Long) stored;
    return whole == (short) whole ? (short) whole : misfit();
  }

  private static Byte toByte(Object stored) {
    long whole = (Long) stored;
    return whole == (byte) whole ? (byte) whole : misfit();
  }

  private static BigInteger toBigInteger(Object stored) {
    return stored instanceof BigInteger whole ? whole : BigInteger.valueOf((Long) stored);
  }

  /** Accepts integers too, since other writers of JSON write 1.0 as 1. */
  private static Double toDouble(Object stored) {
    double nearest = ((Number) stored).doubleValue();
    return Double.isFinite(nearest) ? nearest : misfit();
  }

  private static Float toFloat(Object stored) {
    float nearest = ((Number) stored).floatValue();
    return Float.isFinite(nearest) ? nearest : misfit();
  }

  private static Character toCharacter(String stored) {
    return stored.length() == 1 ? stored.charAt(0) : misfit();
  }

  /** Ill-formed locales have no language tag that restores them. */
  private static String languageTag(Locale locale) {
    String languageTag = locale.toLanguageTag();
    return Locale.forLanguageTag(languageTag).equals(locale) ? languageTag : misfit();
  }

  private static <X> X misfit() {
    throw new IllegalArgumentException("does not fit");
  }
}
