package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SessionId;
import dev.sessionstore.SweepResult;
import java.time.Duration;
import java.util.Map;

/** Deleting the dead. */
interface SweepRules extends RuleGroup {

  @Rule("SWEEP-1")
  default void a_sweep_deletes_what_has_been_dead_for_the_grace_and_only_that() {
    kit().store().create(Map.of());
    kit().clock().advance(Duration.ofSeconds(30));
    SessionId younger = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY.plusSeconds(29));
    assertEquals(0, kit().store().clearExpired().deleted(), "SWEEP-1: the grace is not over");
    kit().clock().advance(Duration.ofSeconds(1));
    assertEquals(1, kit().store().clearExpired().deleted());
    assertTrue(kit().store().destroy(younger), "SWEEP-1: the younger one is still there");
  }

  @Rule("SWEEP-2")
  default void a_sweep_goes_on_in_batches_until_none_is_left() {
    for (int i = 0; i < 7; i++) {
      kit().store().create(Map.of());
    }
    kit().clock().advance(DAY.plusMinutes(1));
    SweepResult result = kit().another(o -> o.sweepBatch(3)).clearExpired();
    assertEquals(7, result.deleted());
    assertEquals(3, result.batches(), "SWEEP-2: batches of three");
  }
}
