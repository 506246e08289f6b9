package dev.sessionstore;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes plain JSON: attributes at the top level, cookie facts under {@code cookie}, as Express
 * applications write it. No polymorphic typing. Thread-safe.
 */
final class JacksonSessionCodec implements SessionCodec {

  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

  private static final List<String> FACTS = List.of("path", "domain", "httpOnly", "secure", "sameSite");

  private final JsonMapper mapper;

  JacksonSessionCodec() {
    // CanonicalValues bounds depth and numbers, the engine bounds the size: what was written can be
    // read
    StreamReadConstraints limits = StreamReadConstraints.builder()
        .maxNestingDepth(CanonicalValues.MAX_DEPTH + 2)
        .maxNumberLength(100_000)
        .maxStringLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build();
    this.mapper = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  @Override
  public String encode(SessionDocument document) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    Map<String, @Nullable Object> cookie = new LinkedHashMap<>();
    cookie.put("originalMaxAge", document.maxAge());
    cookie.put("expires", Instant.ofEpochMilli(document.expires()).toString());
    CookieFacts facts = document.cookie();
    if (facts != null) {
      cookie.put("path", facts.path());
      cookie.put("domain", facts.domain());
      cookie.put("httpOnly", facts.httpOnly());
      cookie.put("secure", facts.secure());
      cookie.put("sameSite", facts.sameSite());
      FACTS.forEach(name -> cookie.remove(name, null)); // omitted rather than null: Express then uses its default
    }
    root.put("cookie", cookie);
    root.putAll(document.attributes().asMap());
    return escapeLoneSurrogates(mapper.writeValueAsString(root));
  }

  @Override
  public SessionDocument decode(String data) {
    Map<String, @Nullable Object> root = mapper.readValue(unescapeSurrogates(data), OBJECT);
    if (root == null) {
      throw new IllegalArgumentException("The document is not a JSON object.");
    }
    Object cookie = root.remove("cookie");
    return new SessionDocument(Attributes.of(root), cookie instanceof Map<?, ?> facts ? facts(facts) : null, null, 0);
  }

  /**
   * Ignores what other writers put there and a cookie may not contain: it must not make a session
   * unreadable.
   */
  private static @Nullable CookieFacts facts(Map<?, ?> cookie) {
    Object sameSite = cookie.get("sameSite");
    CookieFacts facts = new CookieFacts(
        fitting(cookie.get("path"), path -> new CookieFacts(path, null, null, null, null).path()),
        fitting(cookie.get("domain"), domain -> new CookieFacts(null, domain, null, null, null).domain()),
        flag(cookie.get("httpOnly")),
        flag(cookie.get("secure")),
        fitting(Boolean.TRUE.equals(sameSite) ? "Strict" : sameSite,
            site -> new CookieFacts(null, null, null, null, site).sameSite()));
    return facts.isEmpty() ? null : facts;
  }

  private static @Nullable String fitting(@Nullable Object value, Function<String, @Nullable String> check) {
    try {
      return value instanceof String text ? check.apply(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Boolean flag(@Nullable Object value) {
    return value instanceof Boolean flag ? flag : null;
  }

  /**
   * Escapes lone surrogates, which are not valid UTF-8 and which a database would replace by
   * question marks (GET-4). They occur only inside JSON strings, where an escape is allowed.
   */
  private static String escapeLoneSurrogates(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        if (escaped == null) {
          escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
        }
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (escaped != null) {
        escaped.append(c);
      }
      if (pair) {
        i++;
        if (escaped != null) {
          escaped.append(json.charAt(i));
        }
      }
    }
    return escaped == null ? json : escaped.toString();
  }

  /**
   * Replaces escapes by the surrogates themselves: the parser rejects the escape of a lone
   * surrogate in a property's name, but accepts the character.
   */
  private static String unescapeSurrogates(String json) {
    if (!json.contains("\\ud") && !json.contains("\\uD")) {
      return json;
    }
    StringBuilder plain = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\' && i + 1 < json.length()) {
        int unit = json.charAt(i + 1) == 'u' && i + 6 <= json.length() ? hex(json, i + 2) : -1;
        if (unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE) {
          plain.append((char) unit);
          i += 5;
        } else {
          plain.append(c).append(json.charAt(++i));
        }
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Parses four hexadecimal digits; -1 when they are not, which the parser will report. */
  private static int hex(String text, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
