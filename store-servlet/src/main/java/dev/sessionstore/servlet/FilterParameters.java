package dev.sessionstore.servlet;

import dev.sessionstore.SessionStore;
import jakarta.servlet.FilterConfig;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a filter's {@code init-param}s. Messages never quote a value: some are secrets. */
final class FilterParameters {

  private static final String STORE = "sessionstore.";

  private interface Reader {
    void read(SessionFilterBuilder builder, String text);
  }

  private interface Declaration {
    void declare(SessionFilterBuilder builder, String attribute, Class<?> type);
  }

  private final FilterConfig config;
  private final Map<String, Reader> readers = new TreeMap<>(Map.ofEntries(
      Map.entry("name", (b, text) -> b.name(text)),
      Map.entry("path", (b, text) -> b.path(text)),
      Map.entry("domain", (b, text) -> b.domain(text)),
      Map.entry("maxAge", (b, text) -> b.maxAge(duration(text))),
      Map.entry("httpOnly", (b, text) -> b.httpOnly(flag("httpOnly", text))),
      Map.entry("secure", (b, text) -> b.secure(constant("secure", Secure.class, text))),
      Map.entry("sameSite", (b, text) -> b.sameSite(constant("sameSite", SameSite.class, text))),
      Map.entry("partitioned", (b, text) -> b.partitioned(flag("partitioned", text))),
      Map.entry("proxy", (b, text) -> b.proxy(flag("proxy", text))),
      Map.entry("rolling", (b, text) -> b.rolling(flag("rolling", text))),
      Map.entry("saveUninitialized", (b, text) -> b.saveUninitialized(flag("saveUninitialized", text))),
      Map.entry("resave", (b, text) -> b.resave(flag("resave", text))),
      Map.entry("secrets",
          (b, text) -> b.secrets(Arrays.stream(text.split(",")).map(String::strip).toArray(String[]::new))),
      Map.entry("unset", (b, text) -> b.unset(constant("unset", Unset.class, text))),
      Map.entry("storeDown", (b, text) -> b.storeDown(constant("storeDown", OnStoreDown.class, text)))));
  private final Map<String, Declaration> declarations = new TreeMap<>(Map.of(
      "attribute.", SessionFilterBuilder::attribute,
      "attributeList.", SessionFilterBuilder::attributeList,
      "attributeMap.", SessionFilterBuilder::attributeMap));

  FilterParameters(FilterConfig config) {
    this.config = config;
  }

  private List<String> names() {
    return Collections.list(config.getInitParameterNames());
  }

  /** {@return the filter's own store; null: there are no parameters for one} */
  @Nullable SessionStore openStore() {
    Properties properties = new Properties();
    names().stream().filter(name -> name.startsWith(STORE)).forEach(name -> properties.setProperty(name, text(name)));
    return properties.isEmpty() ? null : SessionStore.builder().properties(properties).open();
  }

  SessionStore storeOfContext() {
    if (config.getServletContext().getAttribute(SessionStore.class.getName()) instanceof SessionStore store) {
      return store;
    }
    throw new IllegalStateException("The session filter has no store; give it the init-param sessionstore.url, "
        + "or set the servlet context's attribute " + SessionStore.class.getName() + " to an open store.");
  }

  SessionFilterBuilder read(SessionFilterBuilder into) {
    for (String name : names()) {
      Reader reader = readers.get(name);
      if (reader != null) {
        reader.read(into, text(name));
      } else if (!name.startsWith(STORE)) {
        declare(name, into);
      }
    }
    return into;
  }

  private void declare(String parameter, SessionFilterBuilder into) {
    for (Map.Entry<String, Declaration> each : declarations.entrySet()) {
      if (parameter.startsWith(each.getKey())) {
        each.getValue().declare(into, parameter.substring(each.getKey().length()), type(parameter));
        return;
      }
    }
    throw new IllegalArgumentException("The session filter knows no init-param " + parameter + "; known are "
        + String.join(", ", readers.keySet()) + ", " + String.join("NAME, ", declarations.keySet())
        + "NAME and the store's, " + STORE + "….");
  }

  private Class<?> type(String parameter) {
    ClassLoader applications = config.getServletContext().getClassLoader();
    try {
      return Class.forName(text(parameter), false,
          applications != null ? applications : Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "The init-param " + parameter + " names a class that is not there; write its full name.", e);
    }
  }

  private String text(String name) {
    return config.getInitParameter(name).strip();
  }

  private static Duration duration(String text) {
    try {
      return text.matches("[0-9]{1,18}") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("The init-param maxAge cannot be read; "
          + "write an ISO-8601 duration such as P7D, or whole milliseconds.", e);
    }
  }

  private static boolean flag(String name, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("The init-param " + name + " cannot be read; write true or false.");
    };
  }

  private static <E extends Enum<E>> E constant(String name, Class<E> type, String text) {
    for (E each : type.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("The init-param " + name + " cannot be read; write one of "
        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ".");
  }
}
