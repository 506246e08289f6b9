package dev.sessionstore.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypedAttributesTest {

  private static final SessionId ID = SessionId.of("an-id");

  private final AttributeTypes types = AttributeTypes.builder().build();

  @Test
  void the_tags_are_in_one_member_of_the_document_by_attribute_name() {
    Session session = put(put(put(Session.of(ID, Map.of()), "count", 5), "seen", Instant.EPOCH), "user", "ada");

    assertThat(session.attributes().asMap()).isEqualTo(Map.of("count", 5L, "seen", "1970-01-01T00:00:00Z", "user",
        "ada", "@types", Map.of("count", "int", "seen", "instant")));
  }

  @Test
  void what_one_host_has_stored_another_reads() {
    Session session = put(put(Session.of(ID, Map.of()), "count", 5), "rights", Set.of(1));

    TypedAttributes read = TypedAttributes.of(session);

    assertThat(read.names()).containsExactly("count", "rights");
    assertThat(types.decode("count", read.get("count"))).isEqualTo(5);
    assertThat(types.decode("rights", read.get("rights"))).isEqualTo(Set.of(1));
  }

  @Test
  void a_value_of_another_type_takes_the_earlier_ones_tag_along() {
    Session session = put(put(Session.of(ID, Map.of()), "a", 5), "b", 6);

    Session changed = put(session, "a", "text");

    assertThat(changed.get("@types")).isEqualTo(Map.of("b", "int"));
    assertThat(types.decode("a", TypedAttributes.of(changed).get("a"))).isEqualTo("text");
  }

  @Test
  void the_last_tag_to_go_leaves_the_document_as_if_there_had_been_none() {
    Session session = put(Session.of(ID, Map.of("user", "ada")), "a", 5);

    assertThat(TypedAttributes.of(session).without("a").session()).isEqualTo(Session.of(ID, Map.of("user", "ada")));
    assertThat(put(session, "a", 5L)).isEqualTo(Session.of(ID, Map.of("user", "ada", "a", 5L)));
  }

  @Test
  void what_is_not_an_attribute_of_the_session_stays_as_it_is() {
    Session session = Session.of(ID, Map.of()).withMaxAge(Duration.ofMinutes(5));

    Session changed = put(session, "a", 5);

    assertThat(changed.id()).isEqualTo(ID);
    assertThat(changed.maxAge()).contains(Duration.ofMinutes(5));
    assertThat(TypedAttributes.of(session).without("none").session()).isEqualTo(session);
  }

  @Test
  void a_null_is_no_attribute() {
    Map<String, Object> values = new HashMap<>();
    values.put("nothing", null);
    TypedAttributes attributes = TypedAttributes.of(Session.of(ID, values));

    assertThat(attributes.get("nothing")).isNull();
    assertThat(attributes.get("absent")).isNull();
    assertThat(attributes.names()).isEmpty();
  }

  @Test
  void reserved_names_are_neither_read_nor_listed_nor_taken() {
    TypedAttributes attributes = TypedAttributes.of(put(Session.of(ID, Map.of()), "a", 5));

    assertThat(attributes.get("@types")).isNull();
    assertThat(attributes.names()).containsExactly("a");
    assertThat(attributes.without("@types").session()).isEqualTo(attributes.session());
    for (String name : List.of("@types", "cookie")) {
      assertThatThrownBy(() -> types.encode(name, "x")).isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The attribute name " + name + " is reserved by the store; choose another one.");
      assertThatThrownBy(() -> attributes.with(name, new Encoded("x", null)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The attribute name " + name + " is reserved by the store; choose another one.");
    }
  }

  @Test
  void something_else_under_the_reserved_name_says_nothing_about_types() {
    Session foreign = Session.of(ID, Map.of("a", 5L, "@types", "mine"));

    assertThat(types.decode("a", TypedAttributes.of(foreign).get("a"))).isEqualTo(5L);
    assertThat(put(foreign, "a", 5).get("@types")).isEqualTo(Map.of("a", "int"));
  }

  @Test
  void no_value_is_in_a_text() {
    TypedAttributes attributes = TypedAttributes.of(put(Session.of(ID, Map.of()), "a", "ada"));

    assertThat(attributes).hasToString("TypedAttributes[1]");
    assertThat(attributes.get("a")).hasToString("Encoded[secret]");
  }

  private Session put(Session session, String name, Object value) {
    return TypedAttributes.of(session).with(name, types.encode(name, value)).session();
  }
}
