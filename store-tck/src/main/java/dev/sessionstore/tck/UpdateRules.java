package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.util.Map;
import java.util.Optional;

/** Read-modify-write. */
interface UpdateRules extends RuleGroup {

  @Rule(value = "UPDATE-1", stochastic = true)
  default void concurrent_updates_lose_nothing() throws Exception {
    SessionId id = kit().store().create(Map.of()).id();
    SessionStore second = kit().another();
    Race.of(32, t -> () -> {
      SessionStore mine = t % 2 == 0 ? kit().store() : second;
      for (int i = 0; i < 10; i++) {
        mine.update(id, s -> s.with("n", s.getLong("n", 0) + 1)).orElseThrow();
      }
      return t;
    });
    assertEquals(320L, kit().store().get(id).orElseThrow().get("n"), "UPDATE-1: the sum is N x M");
  }

  @Rule("UPDATE-2")
  default void an_update_of_a_session_that_is_gone_makes_nothing() {
    assertEquals(Optional.empty(), kit().store().update(ID, s -> s.with("a", 1)));
    assertEquals(0, kit().store().length(), "UPDATE-2: nothing created");
  }

  @Rule("UPDATE-3")
  default void a_function_that_throws_changes_nothing() {
    Session copy = kit().store().create(Map.of("a", 1));
    ArithmeticException own = new ArithmeticException("the function's own");
    assertSame(own, assertThrows(ArithmeticException.class, () -> kit().store().update(copy.id(), s -> {
      throw own;
    })));
    assertEquals(Status.SAVED, kit().store().save(copy).status(), "UPDATE-3: nothing was written, so the copy is still current");
  }

  @Rule("UPDATE-5")
  default void an_equal_session_is_not_written() {
    Session copy = kit().store().create(Map.of("a", 1));
    kit().store().update(copy.id(), s -> s.with("a", 1));
    assertEquals(Status.SAVED, kit().store().save(copy).status(), "UPDATE-5: no write, so the copy is still current");
  }
}
