package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.ebean.EbeanSessionTable;
import dev.sessionstore.hibernate.HibernateSessionTable;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.mybatis.MyBatisSessionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SWAP-2: the artifact on the class path is used; with several, one property or one call chooses;
 * and the message when there is none.
 */
@Tag("chance")
class DiscoveryTest {

  private static final Map<Backend, List<Class<?>>> ARTIFACTS = Map.of(
      Backend.JDBC, List.of(JdbcSessionTable.class),
      Backend.HIBERNATE, List.of(HibernateSessionTable.class, org.hibernate.SessionFactory.class),
      Backend.MYBATIS, List.of(MyBatisSessionTable.class, org.apache.ibatis.session.SqlSessionFactory.class),
      Backend.EBEAN, List.of(EbeanSessionTable.class, io.ebean.Database.class));

  private static ClassPath withOnly(Set<Backend> kept) {
    List<Class<?>> off = new ArrayList<>();
    ARTIFACTS.forEach((backend, classes) -> off.addAll(kept.contains(backend) ? List.of() : classes));
    return ClassPath.without(off);
  }

  @Test
  void with_none_on_the_class_path_the_refusal_says_what_to_add() throws Exception {
    assertThat(withOnly(Set.of()).run(OpensAndReads.class)).isEqualTo("No session backend is on the class path; "
        + "add one artifact of dev.sessionstore, such as store-hibernate, or call table on the builder.");
  }

  @ParameterizedTest
  @EnumSource
  void the_only_one_on_the_class_path_is_used_and_needs_no_other_orm(Backend only) throws Exception {
    assertThat(withOnly(Set.of(only)).run(OpensAndReads.class)).isEqualTo("ada");
  }

  @ParameterizedTest
  @EnumSource
  void a_thread_whose_class_loader_sees_neither_backend_nor_driver_finds_both(Backend only) throws Exception {
    assertThat(withOnly(Set.of(only)).run(OpensOnAnotherThread.class)).isEqualTo("ada");
  }

  @Test
  void with_two_the_refusal_lists_those_two() throws Exception {
    assertThat(withOnly(Set.of(Backend.EBEAN, Backend.MYBATIS)).run(OpensAndReads.class))
        .startsWith("Several session backends are on the class path: ebean, mybatis; choose one by backend(");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JDBC")
  void a_backend_without_its_orm_is_told_from_none(Backend only) throws Exception {
    List<Class<?>> off = new ArrayList<>();
    ARTIFACTS.forEach((backend, classes) -> off.addAll(backend == only ? classes.subList(1, classes.size()) : classes));
    assertThat(ClassPath.without(off).run(OpensAndReads.class))
        .matches("The session backend " + only + " cannot be loaded: [\\w/]+ is missing; add the artifact it needs"
            + " \\(on the module path, require its module too\\), or take the backend's own off the path\\.");
  }

  @Test
  void with_several_and_no_choice_the_refusal_lists_them_and_both_ways_to_choose() {
    assertThatThrownBy(() -> SessionStore.builder().url("jdbc:h2:mem:").open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("Several session backends are on the class path: ebean, hibernate, jdbc, mybatis; "
            + "choose one by backend\\(\"(ebean|hibernate|jdbc|mybatis)\"\\) on the builder or the property"
            + " sessionstore\\.backend=\\1, or keep just one of them\\.");
  }

  @Test
  void a_choice_that_is_not_there_lists_what_is() {
    assertThatThrownBy(() -> SessionStore.builder().url("jdbc:h2:mem:").backend("jooq").open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "The session backend jooq is not on the class path, found: ebean, hibernate, jdbc, mybatis; "
                + "choose one by backend\\(\"(ebean|hibernate|jdbc|mybatis)\"\\) on the builder or the property"
                + " sessionstore\\.backend=\\1, or add the artifact that brings jooq\\.");
  }

  @ParameterizedTest
  @EnumSource
  void the_builder_chooses_in_any_letter_case(Backend wanted) {
    try (Witness database = new Witness("chosen_by_call_" + wanted);
        SessionStore store =
            SessionStore.builder().dataSource(database).backend(wanted.name()).createTable(true).open()) {
      assertThat(store.get(store.create(Map.of("user", "ada")).id())).isPresent();
      assertThat(database.seen()).containsExactly(wanted);
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_property_chooses(Backend wanted) {
    Properties properties = new Properties();
    properties.setProperty("sessionstore.backend", wanted.toString());
    properties.setProperty("sessionstore.createTable", "true");
    try (Witness database = new Witness("chosen_by_property_" + wanted);
        SessionStore store = SessionStore.builder().dataSource(database).properties(properties).open()) {
      assertThat(store.get(store.create(Map.of("user", "ada")).id())).isPresent();
      assertThat(database.seen()).containsExactly(wanted);
    }
  }

  @Test
  void swapping_is_that_property_alone_and_the_sessions_are_still_there() {
    Properties properties = new Properties();
    properties.setProperty("sessionstore.url", "jdbc:h2:mem:swapped;DB_CLOSE_DELAY=-1");
    properties.setProperty("sessionstore.createTable", "true");
    properties.setProperty("sessionstore.backend", "hibernate");
    Session written;
    try (SessionStore before = SessionStore.builder().properties(properties).open()) {
      written = before.create(Map.of("user", "ada"));
    }
    for (String next : List.of("mybatis", "jdbc", "ebean", "hibernate")) {
      properties.setProperty("sessionstore.backend", next);
      try (SessionStore after = SessionStore.builder().properties(properties).open()) {
        assertThat(after.get(written.id())).as(next).contains(written);
      }
    }
  }
}
