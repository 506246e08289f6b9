package dev.sessionstore.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SerializedTypesTest {

  static class Principal implements Serializable {
    private static final long serialVersionUID = 1L;
    final String user;

    Principal(String user) {
      this.user = user;
    }
  }

  enum Right { READ, WRITE {} }

  static final class Context extends Principal {
    private static final long serialVersionUID = 1L;
    @SuppressWarnings("serial") // its values are what is tested
    private final Map<Right, ArrayList<Object>> rights = new HashMap<>();
    @SuppressWarnings("serial")
    private final Object[] more;

    Context(String user, Object... more) {
      super(user);
      this.more = more;
      rights.put(Right.WRITE, new ArrayList<>(List.of(1)));
    }
  }

  static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger RUN = new AtomicInteger();

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      RUN.incrementAndGet();
      in.defaultReadObject();
    }
  }

  /** Told when the class is initialised. */
  static final class Sleeper implements Serializable {
    private static final long serialVersionUID = 1L;

    static {
      Gadget.RUN.incrementAndGet();
    }
  }

  static final class Plain {}

  static final class Wrapper implements Serializable {
    private static final long serialVersionUID = 1L;
    @SuppressWarnings("serial") // on purpose
    private final Object held = new Plain();
  }

  private final AttributeTypes types = types(Context.class, Principal.class, Right.class);

  @BeforeEach
  void nothing_ran() {
    Gadget.RUN.set(0);
  }

  @Test
  void an_allowed_class_comes_back_whole_as_base64_text_under_the_tag_java() {
    Context context = new Context("ada", "x", 1, 2L, new BigDecimal("1.0"), Instant.EPOCH,
        ZonedDateTime.parse("2026-01-01T00:00+01:00[Europe/Berlin]"),
        List.of("a"), Set.of(1), Map.of("k", "v"), Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableSet(Set.of(2)),
        Collections.unmodifiableMap(new TreeMap<>(Map.of("t", 1))), Arrays.asList(1, 2), Collections.emptyList(),
        Collections.singleton(1),
        new byte[] {1}, new int[][] {{1}}, new String[] {"s"}, new Principal[] {new Principal("bob")}, new UUID(1, 2),
        Locale.GERMANY,
        null);
    Encoded encoded = types.encode("a", context);
    assertThat(encoded.tag()).isEqualTo("java");
    assertThat(encoded.value()).isInstanceOf(String.class);
    assertThat(Stored.roundTrip(types, context)).isInstanceOf(Context.class)
        .usingRecursiveComparison()
        .isEqualTo(context);
  }

  @Test
  void encoding_what_was_decoded_gives_the_same_text_again() {
    Map<Object, Object> map = new HashMap<>(64);
    map.put("k", new HashSet<>(List.of(1, 2, 3)));
    Context context = new Context("ada", map);
    Encoded encoded = types.encode("a", context);
    assertThat(types.encode("a", context)).isEqualTo(encoded);
    Context back = (Context) types.decode("a", encoded);
    assertThat(types.encode("a", back)).isEqualTo(encoded);
    back.rights.get(Right.WRITE).add(2);
    assertThat(types.encode("a", back)).isNotEqualTo(encoded);
  }

  @Test
  void a_class_that_is_not_allowed_never_runs() {
    for (Object hostile : List.of(new Gadget(), new Context("x", new Gadget()), new Gadget[] {new Gadget()},
        List.of(new Gadget()), new HashMap<>(Map.of("k", new Gadget())))) {
      assertThatThrownBy(() -> types.decode("a", new Encoded(stream(hostile), "java")))
          .isInstanceOf(AttributeTypeException.class)
          .hasNoCause()
          .hasMessageContaining("does not allow").hasMessageContaining(Gadget.class.getName());
    }
    assertThat(Gadget.RUN).hasValue(0);
  }

  @Test
  void a_class_named_in_the_stream_is_neither_initialised_nor_looked_for() {
    String principal = Principal.class.getName();
    for (String name : List.of("dev.sessionstore.types.SerializedTypesTest$Sleeper",
        "dev.sessionstore.types.ThereIsNone")) {
      byte[] bytes = new String(Base64.getDecoder().decode(stream(new Principal("x"))), StandardCharsets.ISO_8859_1)
          .replace("\0" + (char) principal.length() + principal, "\0" + (char) name.length() + name)
          .getBytes(StandardCharsets.ISO_8859_1);
      assertThatThrownBy(() -> types.decode("a", new Encoded(Base64.getEncoder().encodeToString(bytes), "java")))
          .isInstanceOf(AttributeTypeException.class)
          .hasMessageContaining("does not allow: " + name);
    }
    assertThat(Gadget.RUN).hasValue(0);
  }

  @Test
  void a_class_name_that_none_has_is_not_repeated_in_the_message() {
    String principal = Principal.class.getName();
    byte[] bytes = new String(Base64.getDecoder().decode(stream(new Principal("x"))), StandardCharsets.ISO_8859_1)
        .replace(principal, "\n".repeat(principal.length())).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> types.decode("a", new Encoded(Base64.getEncoder().encodeToString(bytes), "java")))
        .isInstanceOf(AttributeTypeException.class)
        .message().doesNotContain("\n").contains("does not allow");
  }

  @Test
  void proxies_and_lambdas_are_refused() {
    InvocationHandler handler = (InvocationHandler & Serializable) (proxy, method, arguments) -> null;
    Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Comparator.class}, handler);
    for (Object hostile : List.of(proxy, handler, Comparator.naturalOrder(),
        new TreeMap<>((Comparator<Object> & Serializable) (a, b) -> 0))) {
      assertThatThrownBy(() -> types.decode("a", new Encoded(stream(hostile), "java")))
          .isInstanceOf(AttributeTypeException.class)
          .hasMessageContaining("does not allow");
      assertThatThrownBy(() -> types.encode("a", hostile)).isInstanceOf(AttributeTypeException.class)
          .hasMessageContaining("does not allow");
    }
  }

  @Test
  void what_could_not_be_read_back_is_refused_when_it_is_put_naming_all_that_is_missing() {
    assertThatThrownBy(() -> types(Context.class).encode("a", new Context("x", new Gadget())))
        .isInstanceOf(AttributeTypeException.class)
        .hasNoCause()
        .hasMessage("The attribute a holds classes that its declaration does not allow: " + Gadget.class.getName()
            + ", " + Principal.class.getName() + ", " + Right.class.getName()
            + "; add them to serializable(\"a\", …), or leave them out.");
    assertThat(Gadget.RUN).hasValue(0);
    assertThatThrownBy(() -> types(Wrapper.class).encode("a", new Wrapper())).isInstanceOf(AttributeTypeException.class)
        .hasMessage("The attribute a holds what is not Serializable: " + Plain.class.getName()
            + "; make it so, or leave it out.");
  }

  @Test
  void limits_hold_for_reading_and_so_for_writing() {
    Object nested = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      nested = new ArrayList<>(Collections.singletonList(nested));
    }
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 100_001; i++) {
      many.add(new int[0]);
    }
    for (Object value : List.of(nested, many, new byte[17 << 20])) {
      assertThatThrownBy(() -> types.encode("a", value)).isInstanceOf(AttributeTypeException.class)
          .hasMessageStartingWith("The attribute a is larger than serialised attributes may be: ");
      assertThatThrownBy(() -> types.decode("a", new Encoded(stream(value), "java")))
          .isInstanceOf(AttributeTypeException.class)
          .hasMessageStartingWith("The attribute a is larger than serialised attributes may be: ");
    }
  }

  @Test
  void an_array_that_claims_more_than_the_stream_holds_is_not_made() {
    byte[] bytes = Base64.getDecoder().decode(stream(new byte[1]));
    bytes[bytes.length - 5] = 0x7f; // its length
    assertThatThrownBy(() -> types.decode("a", new Encoded(Base64.getEncoder().encodeToString(bytes), "java")))
        .isInstanceOf(AttributeTypeException.class)
        .hasMessageStartingWith("The attribute a is larger than serialised attributes may be: ");
  }

  @Test
  void what_is_no_stream_is_refused() {
    for (Object stored : List.of("no base64!", "", "aGVsbG8gd29ybGQ=", "rO0ABXA=", 5L, List.of(), Map.of())) {
      assertThatThrownBy(() -> types.decode("a", new Encoded(stored, "java")))
          .isInstanceOf(AttributeTypeException.class)
          .hasNoCause()
          .hasMessageStartingWith("The attribute a ").hasMessageEndingWith("; remove the attribute.");
    }
  }

  @Test
  void the_list_holds_what_can_stand_in_a_stream() {
    for (Class<?> type : List.of(Plain.class, Comparator.class, Serializable.class, Object.class)) {
      assertThatThrownBy(() -> types(type)).isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The attribute a cannot be serialised as "
              + type.getName()
              + ", an interface or a class that is not Serializable; list the classes that implement it.");
    }
  }

  @Test
  void an_attribute_stored_before_it_was_serialised_is_read_as_it_was() {
    Map<String, Object> stored = new LinkedHashMap<>(Map.of("k", 1L));
    assertThat(types.decode("a", new Encoded(stored, null))).isEqualTo(stored);
    assertThat(types.decode("a", new Encoded(1L, "int"))).isEqualTo(1);
  }

  private static AttributeTypes types(Class<?>... allowed) {
    return AttributeTypes.builder().serializable("a", Set.of(allowed)).build();
  }

  private static String stream(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
