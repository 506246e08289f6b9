package dev.sessionstore.types;

import dev.sessionstore.AttributeTypeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Encodes an attribute by Java serialisation in base64. Classes are looked up among the allowed
 * ones, never loaded by a name in the stream, and an {@link ObjectInputFilter} enforces both the
 * list and the limits. Writing makes the same checks as reading.
 */
final class SerializedType {

  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_OBJECTS = 100_000;
  /** Hashing sets in sets takes two to the power of their depth. */
  private static final int MAX_DEPTH = 20;

  private static final Pattern CLASS_NAME = Pattern.compile("[\\w.$\\[;/]{1,300}");

  private final String name;
  private final AllowedClasses allowed;

  SerializedType(String name, AllowedClasses allowed) {
    this.name = name;
    this.allowed = allowed;
  }

  /**
   * Writes a copy that was read back: unlike those of the original, its capacities and the like
   * stay the same at every further writing.
   */
  String encode(Object value) {
    return Base64.getEncoder().encodeToString(write(read(write(value))));
  }

  Object decode(Object stored) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode((String) stored);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw refused("is stored as something that is no Java serialisation, as its type says; remove the attribute");
    }
    return read(bytes);
  }

  private byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Set<String> unlisted = new TreeSet<>();
    Set<String> unserializable = new TreeSet<>();
    try (ObjectOutputStream out = new CheckedOutput(bytes, unlisted, unserializable)) {
      out.writeObject(value);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      if (unserializable.isEmpty()) {
        throw refused("of the class " + value.getClass().getTypeName() + " cannot be serialised ("
            + e.getClass().getSimpleName() + "); store another value");
      }
    }
    if (!unserializable.isEmpty()) {
      throw refused(
          "holds what is not Serializable: " + String.join(", ", unserializable) + "; make it so, or leave it out");
    }
    if (!unlisted.isEmpty()) {
      throw refused("holds classes that its declaration does not allow: " + String.join(", ", unlisted)
          + "; add them to serializable(\"" + name + "\", …), or leave them out");
    }
    return bytes.toByteArray();
  }

  private Object read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw limits();
    }
    Reading seen = new Reading();
    Object value;
    try (ObjectInputStream in = new CheckedInput(bytes, seen)) {
      value = in.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
      // the message may quote values
      throw seen.overLimits ? limits()
          : seen.refusedClass == null
              ? refused(
                  "cannot be read as Java serialisation (" + e.getClass().getSimpleName() + "); remove the attribute")
          : refused("is stored with a class that its declaration does not allow: " + seen.refusedClass
              + "; add it to serializable(\"" + name + "\", …) if it is yours, or remove the attribute");
    }
    if (value == null) {
      throw refused("is stored as a serialised null, which no attribute is; remove the attribute");
    }
    return value;
  }

  private AttributeTypeException limits() {
    return refused(
        "is larger than serialised attributes may be: " + MAX_OBJECTS + " objects, " + MAX_DEPTH + " levels, "
            + MAX_BYTES + " bytes; store less");
  }

  private AttributeTypeException refused(String why) {
    return new AttributeTypeException("The attribute " + name + " " + why + ".", null);
  }

  /** Collects the classes that are written, so that one message names all that are not allowed. */
  private final class CheckedOutput extends ObjectOutputStream {

    private final Set<String> unlisted;
    private final Set<String> unserializable;

    CheckedOutput(OutputStream out, Set<String> unlisted, Set<String> unserializable) throws IOException {
      super(out);
      this.unlisted = unlisted;
      this.unserializable = unserializable;
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object value) {
      if (value != null && !(value instanceof Serializable)) {
        unserializable.add(value.getClass().getTypeName());
      }
      return value;
    }

    @Override
    protected void annotateClass(Class<?> type) {
      if (!allowed.contains(type)) {
        unlisted.add(type.getTypeName());
      }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
      unlisted.add(type.getTypeName());
    }
  }

  /** Why reading was aborted. */
  private static final class Reading {
    private boolean overLimits;
    private @Nullable String refusedClass;
  }

  private final class CheckedInput extends ObjectInputStream {

    private final int length;
    private final Reading seen;

    CheckedInput(byte[] bytes, Reading seen) throws IOException {
      super(new ByteArrayInputStream(bytes));
      this.length = bytes.length;
      this.seen = seen;
      setObjectInputFilter(this::check);
    }

    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
      // an element takes at least one byte, an entry of a hash table six: no valid array is longer
      // than the stream
      if (info.depth() > MAX_DEPTH || info.references() > MAX_OBJECTS || info.arrayLength() > length
          || info.streamBytes() > MAX_BYTES) {
        seen.overLimits = true;
        return ObjectInputFilter.Status.REJECTED;
      }
      Class<?> type = info.serialClass();
      if (type != null && !allowed.contains(type)) {
        seen.refusedClass = type.getTypeName();
        return ObjectInputFilter.Status.REJECTED;
      }
      return ObjectInputFilter.Status.ALLOWED;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) throws IOException {
      Class<?> type = allowed.named(descriptor.getName());
      if (type == null) { // at once: with a ClassNotFoundException the rest would still be read
        String stored = descriptor.getName();
        seen.refusedClass = CLASS_NAME.matcher(stored).matches() ? stored : "one with a name that no class has";
        throw new InvalidClassException("not allowed");
      }
      return type;
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
      seen.refusedClass = "java.lang.reflect.Proxy";
      throw new InvalidClassException("not allowed");
    }
  }
}
