package dev.sessionstore.types;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.Attributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The declared type of an attribute: a class, a list of that class, or a map from String to that
 * class.
 */
final class DeclaredType {

  enum Shape { ONE, LIST, MAP }

  private final String name;
  private final Shape shape;
  private final Class<?> type;

  /** Rejects a class that does not determine its content, or that needs no declaration. */
  DeclaredType(String name, Shape shape, Class<?> type) {
    if (type.isPrimitive() || ScalarType.ofType(type) != null) {
      throw new IllegalArgumentException("The attribute " + name + " is declared as " + type.getName()
          + ", which comes back without a declaration, in lists and maps too; leave this one out.");
    }
    boolean plain = type.getName().startsWith("java.")
        && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
    if (type == Object.class || type == Object[].class || plain) {
      throw new IllegalArgumentException("The attribute " + name + " is declared as " + type.getTypeName()
          + ", which does not say what is in it; declare a record, bean or enum, or many by attributeList(name,"
          + " element) and attributeMap(name, value).");
    }
    this.name = name;
    this.shape = shape;
    this.type = type;
  }

  /**
   * Returns the canonical value, after checking that it is decoded completely and as its own class.
   */
  Object encode(Object value) {
    return switch (shape) {
      case ONE -> encodeOne(value);
      case LIST -> {
        if (!(value instanceof List<?> list)) {
          throw given(value);
        }
        yield Collections.unmodifiableList(items(list, this::encodeOne));
      }
      case MAP -> {
        if (!(value instanceof Map<?, ?> map)) {
          throw given(value);
        }
        yield Collections.unmodifiableMap(entries(map, this::encodeOne));
      }
    };
  }

  /** Returns the value; lists and maps are mutable. */
  Object decode(Object stored) {
    if (shape == Shape.LIST && stored instanceof List<?> list) {
      return items(list, this::read);
    }
    if (shape == Shape.MAP && stored instanceof Map<?, ?> map) {
      return entries(map, this::read);
    }
    if (shape == Shape.ONE) {
      return read(stored);
    }
    throw refused(
        "is declared as " + this + " and stored as something else; remove the attribute, or take back the declaration");
  }

  private static List<@Nullable Object> items(List<?> from, UnaryOperator<Object> each) {
    List<@Nullable Object> to = new ArrayList<>(from.size());
    from.forEach(item -> to.add(item == null ? null : each.apply(item)));
    return to;
  }

  private Map<String, @Nullable Object> entries(Map<?, ?> from, UnaryOperator<Object> each) {
    Map<String, @Nullable Object> to = new LinkedHashMap<>();
    from.forEach((key, item) -> {
      if (!(key instanceof String text)) {
        throw refused("holds a map with a key that is null or no String; make all keys Strings");
      }
      to.put(text, item == null ? null : each.apply(item));
    });
    return to;
  }

  private Object encodeOne(Object value) {
    if (!type.isInstance(value)) {
      throw given(value);
    }
    Object canonical = canonical(value);
    Object copy = canonical == null ? null : copy(canonical);
    if (canonical == null || copy == null || copy.getClass() != value.getClass()) { // a subclass, say
      throw lossy(value,
          "as that, being declared as " + this + "; declare the class itself and make it a record or a bean");
    }
    // such as a final list without a setter; the second check allows getters that read a clock
    if (!canonical.equals(canonical(copy)) && canonical.equals(canonical(value))) {
      throw lossy(value, "whole: something in it can be read but not set; make it a record, or give it setters");
    }
    return canonical;
  }

  private @Nullable Object canonical(Object value) {
    return Attributes.empty().with(name, value).get(name);
  }

  private @Nullable Object copy(Object canonical) {
    try {
      return read(canonical);
    } catch (AttributeTypeException e) {
      return null;
    }
  }

  private Object read(Object canonical) {
    return Attributes.empty().with(name, canonical).get(name, type).orElseThrow();
  }

  private AttributeTypeException given(Object value) {
    return refused("is declared as " + this + " and was given a " + value.getClass().getTypeName()
        + "; give it what it is declared as");
  }

  private AttributeTypeException lossy(Object value, String how) {
    return refused("of the class " + value.getClass().getTypeName() + " would not come back from its JSON " + how
        + ", or for what cannot be JSON: serializable(\"" + name + "\", its classes)");
  }

  private AttributeTypeException refused(String why) {
    return new AttributeTypeException("The attribute " + name + " " + why + ".", null);
  }

  /** For messages. */
  @Override
  public String toString() {
    return switch (shape) {
      case ONE -> type.getTypeName();
      case LIST -> "a list of " + type.getTypeName();
      case MAP -> "a map of " + type.getTypeName();
    };
  }
}
