package dev.sessionstore.types;

import dev.sessionstore.Attributes;
import dev.sessionstore.SessionCodec;
import dev.sessionstore.SessionDocument;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes value and tag through the document's text, as a database would. */
record Stored(String json, Object value, @Nullable Object tag) {

  static Stored of(Encoded encoded) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("a", encoded.value());
    attributes.put("@types", encoded.tag());
    SessionCodec codec = SessionCodec.json();
    String json = codec.encode(new SessionDocument(Attributes.of(attributes), null, null, 0));
    Attributes read = codec.decode(json).attributes();
    Object value = read.get("a");
    if (value == null) {
      throw new AssertionError("stored as null");
    }
    return new Stored(json.substring(json.indexOf(",\"a\":") + 1, json.length() - 1), value, read.get("@types"));
  }

  static Object roundTrip(AttributeTypes types, Object value) {
    Stored stored = of(types.encode("a", value));
    return types.decode("a", new Encoded(stored.value(), stored.tag()));
  }
}
