package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Page;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists, counts, emptying. */
interface ListRules extends RuleGroup {

  @Rule("LIST-1")
  default void only_live_sessions_are_counted_and_listed() {
    kit().store().create(Map.of());
    kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMillis(1)));
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(1, kit().store().length(), "LIST-1: the dead are not counted");
    assertEquals(1, kit().store().all(10, null).items().size(), "LIST-1: nor listed");
  }

  @Rule("LIST-2")
  default void pages_show_every_session_once() {
    for (int i = 0; i < 7; i++) {
      kit().store().create(Map.of("i", i));
    }
    List<SessionHandle> seen = new ArrayList<>();
    Optional<SessionHandle> next = Optional.empty();
    do {
      Page<StoredSession> page = kit().store().all(3, next.orElse(null));
      page.items().forEach(s -> seen.add(s.handle()));
      next = page.next();
    } while (next.isPresent());
    assertEquals(7, seen.size());
    assertEquals(7, Set.copyOf(seen).size(), "LIST-2: none twice");
  }

  @Rule("LIST-3")
  default void a_listed_session_is_destroyed_by_its_handle() {
    SessionId id = kit().store().create(Map.of()).id();
    assertTrue(kit().store().destroy(kit().store().all(1, null).items().get(0).handle()));
    assertEquals(Optional.empty(), kit().store().get(id));
  }

  @Rule("LIST-4")
  default void clear_empties_the_table_and_leaves_it_usable() {
    kit().store().create(Map.of());
    kit().store().clear();
    kit().store().clear();
    assertEquals(0, kit().store().length());
    kit().store().create(Map.of());
    assertEquals(1, kit().store().length(), "LIST-4: the schema is left");
  }
}
