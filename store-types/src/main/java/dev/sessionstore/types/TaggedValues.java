package dev.sessionstore.types;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.Attributes;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one attribute's value with tags. By the kind of the stored value, a tag is:
 * <ul>
 * <li>text, number, boolean: null, or the tag of a {@link ScalarType};
 * <li>map: null, or a map from key to tag, for the keys that have one;
 * <li>list: null; a list of the items' tags; {@code {"list": tag}} if all items but nulls have that
 * tag; {@code {"set": tag}} for a set, with the tag that a list of its items would have;
 * {@code "int[]"} and the like for an array of scalars, as in Java.
 * </ul>
 */
final class TaggedValues {

  /** A set's tag takes two levels, and the store accepts 200. */
  private static final int MAX_DEPTH = 90;

  private static final String LIST = "list";
  private static final String SET = "set";

  private static final Map<String, Class<?>> COMPONENTS = Stream.concat(
      Stream.of(boolean.class, short.class, int.class, long.class, float.class, double.class), // byte[] and char[] are scalars
      ScalarType.all().stream().map(ScalarType::type).filter(type -> !type.isArray()))
      .collect(Collectors.toUnmodifiableMap(TaggedValues::arrayTag, type -> type));

  private final String name;

  TaggedValues(String name) {
    this.name = name;
  }

  private record Tagged(@Nullable Object value, @Nullable Object tag) {}

  /** Where the value is, and so how its class would be declared. */
  private enum Held {
    ALONE, IN_LIST, IN_MAP, DEEPER
  }

  Encoded encode(Object value) {
    Tagged tagged = encode(value, 0, Held.ALONE);
    Object canonical = Attributes.empty().with(name, tagged.value()).get(name);
    return new Encoded(Objects.requireNonNull(canonical), tagged.tag());
  }

  private Tagged encode(@Nullable Object value, int depth, Held held) {
    if (value == null) {
      return new Tagged(null, null);
    }
    ScalarType<?> scalar = ScalarType.of(value);
    if (scalar != null) {
      return new Tagged(write(scalar, value), scalar.tag(value));
    }
    if (depth > MAX_DEPTH) {
      throw refused("is nested deeper than " + MAX_DEPTH + " levels, or holds itself; store a flatter value");
    }
    if (value instanceof List<?> list) {
      return list(list, depth, held == Held.ALONE ? Held.IN_LIST : Held.DEEPER);
    }
    if (value instanceof Set<?> set) {
      Tagged items = list(set, depth, Held.DEEPER);
      return new Tagged(items.value(), single(SET, items.tag()));
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, depth, held == Held.ALONE ? Held.IN_MAP : Held.DEEPER);
    }
    Class<?> component = value.getClass().getComponentType();
    if (component != null && COMPONENTS.containsKey(arrayTag(component))) {
      return array(value, component);
    }
    throw undeclared(value, held);
  }

  private Tagged list(Collection<?> items, int depth, Held held) {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    List<@Nullable Object> tags = new ArrayList<>(items.size());
    Object shared = null;
    boolean alike = true;
    for (Object item : items) {
      Tagged tagged = encode(item, depth + 1, held);
      values.add(tagged.value());
      tags.add(tagged.tag());
      if (item != null) {
        alike &= tagged.tag() != null && (shared == null || shared.equals(tagged.tag()));
        shared = shared == null ? tagged.tag() : shared;
      }
    }
    if (shared == null) {
      return new Tagged(values, null);
    }
    return new Tagged(values, alike ? single(LIST, shared) : Collections.unmodifiableList(tags));
  }

  private Tagged map(Map<?, ?> entries, int depth, Held held) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, Object> tags = new LinkedHashMap<>();
    entries.forEach((key, value) -> {
      if (!(key instanceof String text)) {
        throw refused("holds a map with a key that is null or no String; make all keys Strings");
      }
      Tagged tagged = encode(value, depth + 1, held);
      values.put(text, tagged.value());
      if (tagged.tag() != null) {
        tags.put(text, tagged.tag());
      }
    });
    return new Tagged(values, tags.isEmpty() ? null : Collections.unmodifiableMap(tags));
  }

  private Tagged array(Object array, Class<?> component) {
    ScalarType<?> scalar = scalar(component);
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      Object item = Array.get(array, i);
      if (item != null && ScalarType.of(item) != scalar) {
        throw refused("holds an array of " + component.getName() + " with a " + item.getClass().getName()
            + " in it; store a List");
      }
      values.add(item == null ? null : write(scalar, item));
    }
    return new Tagged(values, arrayTag(component));
  }

  private Object write(ScalarType<?> scalar, Object value) {
    try {
      return scalar.write(value);
    } catch (RuntimeException e) { // an ill-formed Locale, a Date beyond Instant
      throw refused(
          "holds a " + scalar.type().getName() + " that has no text to bring it back; store another, or its parts");
    }
  }

  private static ScalarType<?> scalar(Class<?> component) {
    return Objects.requireNonNull(ScalarType.ofType(MethodType.methodType(component).wrap().returnType()));
  }

  private static String arrayTag(Class<?> component) {
    return component.getSimpleName() + "[]";
  }

  private static Map<String, @Nullable Object> single(String key, @Nullable Object tag) {
    return Collections.singletonMap(key, tag);
  }

  Object decode(Object stored, @Nullable Object tag) {
    if (stored instanceof List<?> items) {
      return decodeList(items, tag);
    }
    if (stored instanceof Map<?, ?> entries) {
      return decodeMap(entries, tag);
    }
    if (tag == null) {
      return stored;
    }
    ScalarType<?> scalar = tag instanceof String text ? ScalarType.ofTag(text) : null;
    if (scalar == null) {
      throw misfit();
    }
    return read(scalar, stored);
  }

  private @Nullable Object decodeItem(@Nullable Object stored, @Nullable Object tag) {
    if (stored != null) {
      return decode(stored, tag);
    }
    if (tag != null) {
      throw misfit();
    }
    return null;
  }

  private Object decodeList(List<?> items, @Nullable Object tag) {
    if (tag instanceof String text) {
      return decodeArray(items, text);
    }
    if (tag instanceof Map<?, ?> of && of.size() == 1 && of.containsKey(SET)) {
      return new LinkedHashSet<>(decodeItems(items, of.get(SET)));
    }
    return decodeItems(items, tag);
  }

  private List<@Nullable Object> decodeItems(List<?> items, @Nullable Object tag) {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    if (tag == null) {
      items.forEach(item -> values.add(decodeItem(item, null)));
    } else if (tag instanceof List<?> tags && tags.size() == items.size()) {
      for (int i = 0; i < items.size(); i++) {
        values.add(decodeItem(items.get(i), tags.get(i)));
      }
    } else if (tag instanceof Map<?, ?> of && of.size() == 1 && of.containsKey(LIST)) {
      Object shared = of.get(LIST);
      items.forEach(item -> values.add(item == null ? null : decode(item, shared)));
    } else {
      throw misfit();
    }
    return values;
  }

  private Object decodeArray(List<?> items, String tag) {
    Class<?> component = COMPONENTS.get(tag);
    if (component == null || component.isPrimitive() && items.contains(null)) {
      throw misfit();
    }
    ScalarType<?> scalar = scalar(component);
    Object array = Array.newInstance(component, items.size());
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      Array.set(array, i, item == null ? null : read(scalar, item));
    }
    return array;
  }

  private Map<String, @Nullable Object> decodeMap(Map<?, ?> entries, @Nullable Object tag) {
    if (tag != null && !(tag instanceof Map<?, ?> tags && entries.keySet().containsAll(tags.keySet()))) {
      throw misfit();
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> values.put((String) key, decodeItem(value, tag == null ? null : ((Map<?, ?>) tag).get(key))));
    return values;
  }

  private Object read(ScalarType<?> scalar, Object stored) {
    try {
      return scalar.read(stored);
    } catch (RuntimeException e) { // its message may quote the value
      throw refused(
          "is stored as something that is no " + scalar.type().getName() + ", as its type says; remove the attribute");
    }
  }

  private AttributeTypeException misfit() {
    return refused("is stored with a type that is unknown or does not fit its value; remove the attribute");
  }

  private AttributeTypeException undeclared(Object value, Held held) {
    Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    if (value instanceof Collection || value instanceof Object[] && type == Object[].class) {
      return refused(
          "holds a " + type.getTypeName() + ", which would not come back as that; store a List, a Set or a Map");
    }
    String option = switch (held) {
      case ALONE -> "attribute";
      case IN_LIST -> "attributeList";
      case IN_MAP -> "attributeMap";
      case DEEPER -> "";
    };
    String declare = option.isEmpty()
        ? "hold it in a record or bean of your own and declare that: attribute(\"" + name + "\", its class)"
        : "declare it: " + option + "(\"" + name + "\", " + type.getSimpleName() + ".class), or in configuration "
            + option
            + "." + name + " = " + type.getTypeName();
    return refused("holds a " + type.getTypeName() + ", which would not come back as that; " + declare);
  }

  private AttributeTypeException refused(String why) {
    return new AttributeTypeException("The attribute " + name + " " + why + ".", null);
  }
}
