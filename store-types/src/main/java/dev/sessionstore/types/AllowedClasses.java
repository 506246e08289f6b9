package dev.sessionstore.types;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a serialised attribute may contain, by exact class: a superclass that is itself
 * serialisable must be listed too. Always allowed are Strings, boxed numbers, {@code java.math},
 * {@code java.time}, Date, UUID, Locale, the usual collections of {@code java.util} with their
 * unmodifiable, empty and {@code of} forms, and arrays of all allowed classes. Immutable.
 */
final class AllowedClasses {

  /**
   * When read, none of them runs anything of its content but {@code equals}, {@code hashCode} and
   * {@code compareTo}.
   */
  private static final List<Class<?>> ALWAYS = List.of(
      String.class, Boolean.class, Character.class, Number.class, Byte.class, Short.class, Integer.class, Long.class,
      Float.class,
      Double.class, BigInteger.class, BigDecimal.class, Enum.class, Date.class, UUID.class, Locale.class,
      ArrayList.class, LinkedList.class, ArrayDeque.class, HashMap.class, LinkedHashMap.class, HashSet.class,
      LinkedHashSet.class,
      TreeMap.class, TreeSet.class,
      Object.class, Map.Entry.class, // the arrays inside lists and maps: neither is serialisable
      hidden("java.util.CollSer"), List.of().getClass(), List.of(1).getClass(), Set.of().getClass(),
      Set.of(1).getClass(),
      Map.of().getClass(), Map.of(1, 1).getClass(),
      hidden("java.time.Ser"), Instant.class, LocalDate.class, LocalTime.class, LocalDateTime.class,
      OffsetDateTime.class, OffsetTime.class,
      ZonedDateTime.class, Duration.class, Period.class, Year.class, YearMonth.class, MonthDay.class, ZoneOffset.class,
      ZoneId.of("UTC").getClass(),
      hidden("java.util.Collections$UnmodifiableCollection"), // the superclass of the next ones
      Collections.unmodifiableList(new LinkedList<>()).getClass(),
      Collections.unmodifiableList(new ArrayList<>()).getClass(),
      Collections.unmodifiableSet(new HashSet<>()).getClass(), Collections.unmodifiableMap(new HashMap<>()).getClass(),
      Collections.emptyList().getClass(), Collections.emptySet().getClass(), Collections.emptyMap().getClass(),
      Collections.singletonList("").getClass(), Collections.singleton("").getClass(),
      Collections.singletonMap("", "").getClass(),
      Arrays.asList("").getClass(),
      boolean[].class, byte[].class, short[].class, char[].class, int[].class, long[].class, float[].class,
      double[].class);

  private final Map<String, Class<?>> byName = new HashMap<>();

  /**
   * Rejects what a stream can never contain: an interface, or a class that is not Serializable.
   */
  AllowedClasses(String attribute, Set<Class<?>> allowed) {
    ALWAYS.forEach(type -> byName.put(type.getName(), type));
    for (Class<?> type : allowed) {
      if (type.isInterface() || !Serializable.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            "The attribute " + attribute + " cannot be serialised as " + type.getTypeName()
                + ", an interface or a class that is not Serializable; list the classes that implement it.");
      }
      Class<?> component = component(type);
      if (!component.isPrimitive()) {
        byName.put(component.getName(), component);
      }
    }
  }

  private static Class<?> hidden(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("This JDK has no " + name + ".", e);
    }
  }

  boolean contains(Class<?> type) {
    Class<?> component = component(type);
    return component.isPrimitive() || byName.get(component.getName()) == component;
  }

  /** Returns the class that a stream calls so; null: not allowed. Loads no class. */
  @Nullable Class<?> named(String name) {
    String rest = name;
    int dimensions = 0;
    while (rest.startsWith("[") && !byName.containsKey(rest)) {
      rest = rest.substring(1);
      dimensions++;
    }
    boolean ofObjects = dimensions > 0 && rest.startsWith("L") && rest.endsWith(";");
    Class<?> type = byName.get(ofObjects ? rest.substring(1, rest.length() - 1) : rest);
    for (int i = 0; type != null && i < dimensions; i++) {
      type = type.arrayType();
    }
    return type;
  }

  private static Class<?> component(Class<?> type) {
    Class<?> component = type;
    while (component.isArray()) {
      component = component.getComponentType();
    }
    return component;
  }
}
