package dev.sessionstore.codec;

import dev.sessionstore.Attributes;
import dev.sessionstore.CookieFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plain JSON: attributes at the top level, cookie facts under {@code cookie}, as Express applications write it. No polymorphic typing. Thread-safe. */
public final class JacksonSessionCodec implements SessionCodec {

  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

  private final JsonMapper mapper;

  /** The default codec. */
  public JacksonSessionCodec() {
    // the engine bounds a document's size: whatever was written can be read
    StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(1000).maxStringLength(Integer.MAX_VALUE).maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build();
    this.mapper = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
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
    }
    root.put("cookie", cookie);
    root.putAll(document.attributes().asMap());
    return escapeLoneSurrogates(mapper.writeValueAsString(root));
  }

  @Override
  public SessionDocument decode(String data) {
    Map<String, @Nullable Object> root = mapper.readValue(data, OBJECT);
    if (root == null) {
      throw new IllegalArgumentException("The document is not a JSON object.");
    }
    Object cookie = root.remove("cookie");
    return new SessionDocument(Attributes.of(root), cookie instanceof Map<?, ?> facts ? facts(facts) : null, null, 0);
  }

  private static @Nullable CookieFacts facts(Map<?, ?> cookie) {
    if (!cookie.containsKey("path") && !cookie.containsKey("domain") && !cookie.containsKey("httpOnly") && !cookie.containsKey("secure") && !cookie.containsKey("sameSite")) {
      return null;
    }
    return new CookieFacts(text(cookie.get("path")), text(cookie.get("domain")), flag(cookie.get("httpOnly")), flag(cookie.get("secure")), text(cookie.get("sameSite")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  private static @Nullable Boolean flag(@Nullable Object value) {
    return value instanceof Boolean flag ? flag : null;
  }

  /** A database would turn a lone surrogate into a question mark: it is no UTF-8 (GET-4). In JSON it stands inside a string, where an escape may. */
  private static String escapeLoneSurrogates(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair = Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        if (escaped == null) {
          escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
        }
        escaped.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
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
}
