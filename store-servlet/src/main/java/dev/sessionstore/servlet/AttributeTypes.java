package dev.sessionstore.servlet;

import dev.sessionstore.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class AttributeTypes {
  record Encoded(Object value, @Nullable Object tag) {}

  static Builder builder() {
    return new Builder();
  }

  Encoded encode(String name, Object value) {
    Object c = Attributes.empty().with(name, value).get(name);
    return new Encoded(c == null ? "" : c, null);
  }

  Object decode(String name, Object stored, @Nullable Object tag) {
    return stored instanceof List<?> l ? new ArrayList<>(l) : stored;
  }

  static boolean isImmutable(Object value) {
    return !(value instanceof List || value instanceof Map);
  }

  static final class Builder {
    Builder declare(String name, Class<?> type) {
      return this;
    }

    Builder declareList(String name, Class<?> type) {
      return this;
    }

    Builder declareMap(String name, Class<?> type) {
      return this;
    }

    Builder serialize(String name, Set<Class<?>> allowed) {
      return this;
    }

    AttributeTypes build() {
      return new AttributeTypes();
    }
  }
}
