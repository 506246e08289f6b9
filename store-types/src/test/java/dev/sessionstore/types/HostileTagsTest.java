package dev.sessionstore.types;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostileTagsTest {

  private final AttributeTypes types = AttributeTypes.builder().build();

  @Test
  void a_tag_outside_the_vocabulary_is_refused() {
    for (Object tag : List.of("", "java.lang.Runtime", "INT", "int ", true, 1L, List.of("int"), Map.of("list", "int"),
        Map.of())) {
      refused("secret", tag);
    }
    refused(List.of("secret", "secret"), "string"); // of one text, not of a list
    for (Object tag : List.of("java.lang.String[]", "Object[]", "Runtime[]", "byte[]", "int[][]", List.of("int"),
        Map.of("list", "java"), Map.of("lists", "int"), Map.of("set", Map.of("set", "int")), Map.of("set", "int"),
        Map.of("list", "int", "set", "int"), Arrays.asList("int", null, null), Map.of(), 5L)) {
      refused(List.of("secret", "secret"), tag);
    }
    for (Object tag : List.of("int", Map.of("other", "int"), Map.of("key", "java"), List.of("int"),
        Map.of("key", "int"))) {
      refused(Map.of("key", "secret"), tag);
    }
    refused(Arrays.asList("secret", null), List.of("string", "string")); // a null has no type
    refused(Arrays.asList(1L, null), "int[]"); // no null in there
  }

  @Test
  void java_serialisation_without_a_declaration_is_refused() {
    assertThatThrownBy(() -> types.decode("ctx", new Encoded("rO0ABXA=", "java")))
        .isInstanceOf(AttributeTypeException.class)
        .hasMessage("The attribute ctx is stored as Java serialisation, and no declaration allows that; "
            + "declare it: serializable(\"ctx\", its classes), or remove the attribute.");
  }

  @Test
  void a_tag_that_does_not_fit_its_value_is_refused_whichever_it_is() {
    List<Object> values = List.of("secret", true, 1L << 40, BigInteger.TWO.pow(2000), new BigDecimal("1E+500"));
    for (ScalarType<?> type : ScalarType.all()) {
      int refused = 0;
      for (Object value : values) {
        try {
          types.decode("a", new Encoded(value, type.tag()));
        } catch (AttributeTypeException e) {
          refused++;
        }
      }
      // whole numbers are decimals too
      if (refused < 2) {
        throw new AssertionError(type.tag() + " took " + (values.size() - refused));
      }
    }
    for (String tag : List.of("int", "short", "byte")) {
      refused(1L << 40, tag);
      refused(new BigDecimal("1.0"), tag);
    }
    refused(new BigDecimal("1E+500"), "double");
    refused(new BigDecimal("1E+100"), "float");
    refused(new BigDecimal("1.5"), "biginteger");
    refused("secret", "instant");
    refused("secret", "uuid");
    refused("Secret/Zone", "zoneid");
    refused("secret!", "bytes");
    refused("secret", "char");
    refused(1L << 40, "year");
    refused("secret", "dayofweek");
  }

  private void refused(Object stored, @Nullable Object tag) {
    assertThatThrownBy(() -> types.decode("a", new Encoded(stored, tag))).describedAs("%s", tag)
        .isInstanceOf(AttributeTypeException.class)
        .hasNoCause().hasMessageStartingWith("The attribute a is stored ").hasMessageEndingWith("remove the attribute.")
        .message().doesNotContainIgnoringCase("secret").doesNotContain("Runtime");
  }
}
