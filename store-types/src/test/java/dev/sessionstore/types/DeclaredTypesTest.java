package dev.sessionstore.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeclaredTypesTest {

  record Item(String article, int count, Instant added) {}

  record Cart(List<Item> items, Map<String, Long> notes) {}

  enum Role { USER, ADMIN {} }

  static class Visit {
    private List<String> pages = new ArrayList<>();
    private int count;

    public List<String> getPages() {
      return pages;
    }

    public int getTotal() { // derived
      return pages.size() + count;
    }

    public int getCount() {
      return count;
    }

    public void setCount(int count) {
      this.count = count;
    }
  }

  static class LongVisit extends Visit {}

  static class FinalList {
    private final List<String> pages = new ArrayList<>();

    public List<String> getPages() {
      return pages;
    }
  }

  static class Clocked {
    private static long now;

    public long getNow() {
      return ++now;
    }
  }

  static class NoWayBack {
    private final int number;

    NoWayBack(int number, String unused) {
      this.number = number + unused.length();
    }

    public int getNumber() {
      return number;
    }
  }

  private static final String HERE = "dev.sessionstore.types.DeclaredTypesTest$";

  private static final Cart CART = new Cart(List.of(new Item("tea", 2, Instant.EPOCH)), Map.of("a", 1L));

  @Test
  void a_declared_record_bean_enum_or_array_comes_back_as_that_and_without_a_tag() {
    assertThat(Stored.roundTrip(declared(Cart.class), CART)).isEqualTo(CART);
    assertThat(Stored.of(declared(Cart.class).encode("a", CART)).json())
        .isEqualTo("\"a\":{\"items\":[{\"article\":\"tea\",\"count\":2,\"added\":\"1970-01-01T00:00:00Z\"}],"
            + "\"notes\":{\"a\":1}},\"@types\":null");
    assertThat(Stored.roundTrip(declared(Role.class), Role.ADMIN)).isSameAs(Role.ADMIN);
    assertThat(Stored.roundTrip(declared(Item[].class), CART.items().toArray(Item[]::new)))
        .isEqualTo(CART.items().toArray(Item[]::new));
    assertThat(Stored.roundTrip(declared(int[][].class), new int[][] {{1}, {}})).isEqualTo(new int[][] {{1}, {}});
    Visit visit = new Visit();
    visit.setCount(3);
    visit.getPages().add("/");
    assertThat(Stored.roundTrip(declared(Visit.class), visit)).usingRecursiveComparison().isEqualTo(visit);
  }

  @Test
  void declared_lists_and_maps_come_back_mutable_with_their_nulls() {
    AttributeTypes lists = AttributeTypes.builder().attributeList("a", Cart.class).build();
    Object list = Stored.roundTrip(lists, Arrays.asList(CART, null));
    assertThat(list).isExactlyInstanceOf(ArrayList.class).isEqualTo(Arrays.asList(CART, null));
    AttributeTypes maps = AttributeTypes.builder().attributeMap("a", Role.class).build();
    Map<String, Object> map = new HashMap<>();
    map.put("x", Role.USER);
    map.put("y", null);
    assertThat(Stored.roundTrip(maps, map)).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(map);
  }

  @Test
  void a_change_inside_a_declared_value_shows_when_it_is_encoded_again() {
    AttributeTypes types = declared(Visit.class);
    Encoded before = types.encode("a", new Visit());
    Visit visit = (Visit) types.decode("a", before);
    assertThat(types.encode("a", visit)).isEqualTo(before);
    visit.getPages().add("/");
    assertThat(types.encode("a", visit)).isNotEqualTo(before);
  }

  @Test
  void another_class_under_a_declared_name_is_refused() {
    refused(declared(Cart.class), "secret", "The attribute a is declared as " + HERE + "Cart and was given a "
        + "java.lang.String; give it what it is declared as.");
    AttributeTypes lists = AttributeTypes.builder().attributeList("a", Role.class).build();
    refused(lists, Role.USER, "The attribute a is declared as a list of " + HERE + "Role and was given a "
        + HERE + "Role; give it what it is declared as.");
    refused(lists, List.of("USER"), "The attribute a is declared as a list of " + HERE + "Role and was given a "
        + "java.lang.String; give it what it is declared as.");
    AttributeTypes maps = AttributeTypes.builder().attributeMap("a", Role.class).build();
    refused(maps, Map.of(1, Role.USER),
        "The attribute a holds a map with a key that is null or no String; make all keys Strings.");
    refused(maps, List.of(), "The attribute a is declared as a map of " + HERE + "Role and was given a "
        + List.of().getClass().getName() + "; give it what it is declared as.");
  }

  @Test
  void what_would_not_come_back_from_its_json_is_refused_when_it_is_put() {
    refused(declared(Visit.class), new LongVisit(), "The attribute a of the class " + HERE + "LongVisit would not "
        + "come back from its JSON as that, being declared as " + HERE + "Visit; declare the class itself and make "
        + "it a record or a bean, or for what cannot be JSON: serializable(\"a\", its classes).");
    assertThatThrownBy(() -> declared(NoWayBack.class).encode("a", new NoWayBack(1, "")))
        .isInstanceOf(AttributeTypeException.class)
        .hasMessageContaining("would not come back from its JSON as that").hasNoCause();
    assertThatThrownBy(() -> declared(Thread.class).encode("a", Thread.currentThread()))
        .isInstanceOf(AttributeTypeException.class)
        .hasMessageStartingWith("The attribute a of ");
  }

  @Test
  void what_would_come_back_with_something_missing_is_refused_when_it_is_put() {
    FinalList list = new FinalList();
    assertThat(Stored.roundTrip(declared(FinalList.class), list)).isInstanceOf(FinalList.class);
    list.getPages().add("/");
    refused(declared(FinalList.class), list, "The attribute a of the class " + HERE + "FinalList would not come "
        + "back from its JSON whole: something in it can be read but not set; make it a record, or give it setters, or"
        + " for what cannot be JSON: serializable(\"a\", its classes).");
  }

  @Test
  void a_getter_that_says_something_else_each_time_is_no_reason_to_refuse() {
    assertThat(Stored.roundTrip(declared(Clocked.class), new Clocked())).isInstanceOf(Clocked.class);
  }

  @Test
  void an_undeclared_class_is_refused_with_how_to_declare_it() {
    AttributeTypes none = AttributeTypes.builder().build();
    String cart = HERE + "Cart";
    refused(none, CART, "The attribute a holds a " + cart + ", which would not come back as that; declare it: "
        + "attribute(\"a\", Cart.class), or in configuration attribute.a = " + cart + ".");
    refused(none, Role.ADMIN, "The attribute a holds a " + HERE + "Role, which would not come back as that; "
        + "declare it: attribute(\"a\", Role.class), or in configuration attribute.a = " + HERE + "Role.");
    refused(none, Arrays.asList(1, CART), "The attribute a holds a " + cart
        + ", which would not come back as that; declare it: attributeList(\"a\", Cart.class), or in"
        + " configuration attributeList.a = "
        + cart + ".");
    refused(none, Map.of("x", CART), "The attribute a holds a " + cart
        + ", which would not come back as that; declare it: attributeMap(\"a\", Cart.class), or in"
        + " configuration attributeMap.a = "
        + cart + ".");
    refused(none, List.of(List.of(CART)), "The attribute a holds a " + cart
        + ", which would not come back as that; hold it in a record or bean of your own and declare that:"
        + " attribute(\"a\", its class).");
  }

  @Test
  void stored_data_that_is_not_what_is_declared_is_refused_without_naming_it() {
    AttributeTypes lists = AttributeTypes.builder().attributeList("a", Role.class).build();
    for (Object stored : List.of("secret", List.of("SECRET"), List.of(0L), Map.of("secret", "USER"))) {
      assertThatThrownBy(() -> lists.decode("a", new Encoded(stored, null))).isInstanceOf(AttributeTypeException.class)
          .hasNoCause()
          .message().doesNotContainIgnoringCase("secret");
    }
    assertThatThrownBy(() -> declared(Cart.class).decode("a", new Encoded(Map.of(), "int")))
        .isInstanceOf(AttributeTypeException.class)
        .hasMessage("The attribute a was stored as something else than " + HERE + "Cart, which it is declared as; "
            + "remove the attribute, or take back the declaration.");
  }

  @Test
  void a_declaration_that_says_nothing_or_says_it_twice_is_refused() {
    for (Class<?> type : List.of(Object.class, Object[].class, List.class, ArrayDeque.class, HashMap.class)) {
      assertThatThrownBy(() -> declared(type)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not say what is in it");
    }
    for (Class<?> type : List.of(int.class, UUID.class, String.class, byte[].class)) {
      assertThatThrownBy(() -> declared(type)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("comes back without a declaration");
    }
    AttributeTypes.Builder once = AttributeTypes.builder().attribute("a", Cart.class);
    assertThatThrownBy(() -> once.attributeList("a", Cart.class)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The attribute a is declared twice; declare it once.");
  }

  private static AttributeTypes declared(Class<?> type) {
    return AttributeTypes.builder().attribute("a", type).build();
  }

  private static void refused(AttributeTypes types, Object value, String sentence) {
    assertThatThrownBy(() -> types.encode("a", value)).isInstanceOf(AttributeTypeException.class)
        .hasMessage(sentence)
        .hasNoCause();
  }
}
