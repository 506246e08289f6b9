package dev.sessionstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that each contestant does what is measured: an operation that fails silently would have an
 * excellent figure.
 */
class ContestantTest {

  private static final int SESSIONS = 100;

  private static Arena arena(Entrant entrant) throws Exception {
    return Arena.open(entrant, Product.H2, new Payload(1024), 2, SESSIONS);
  }

  private static long rows(Arena arena) throws SQLException {
    try (Connection connection = arena.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select count(*) from " + arena.contestant().tables().get(0).name())) {
      found.next();
      return found.getLong(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_created_is_there_until_it_is_destroyed(Entrant entrant) throws Exception {
    try (Arena arena = arena(entrant)) {
      Contestant contestant = arena.contestant();
      String id = contestant.create();
      assertThat(contestant.get(id)).isNotNull();
      contestant.destroy(id);
      assertThat(contestant.get(id)).isNull();
      assertThat(contestant.get(Ids.of(7))).as("one that was filled in").isNotNull();
      assertThat(rows(arena)).isEqualTo(SESSIONS + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void requests_and_changes_leave_the_session_in_place(Entrant entrant) throws Exception {
    try (Arena arena = arena(entrant)) {
      Contestant contestant = arena.contestant();
      contestant.request(Ids.of(1));
      contestant.change(Ids.of(1), 2);
      contestant.change(Ids.of(1), 3);
      assertThat(contestant.get(Ids.of(1))).isNotNull();
      assertThat(rows(arena)).isEqualTo(SESSIONS + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_only_some_can_do_is_done(Entrant entrant) throws Exception {
    try (Arena arena = arena(entrant)) {
      Contestant contestant = arena.contestant();
      Set<Operation> operations = contestant.operations();
      if (operations.contains(Operation.UPDATE)) {
        contestant.update(Ids.of(1), 2);
      }
      if (operations.contains(Operation.TOUCH)) {
        contestant.touch(Ids.of(1));
      }
      if (operations.contains(Operation.ROTATE)) {
        String to = contestant.rotate(Ids.of(1));
        assertThat(contestant.get(Ids.of(1))).isNull();
        assertThat(contestant.get(to)).isNotNull();
      }
      if (operations.contains(Operation.FIND_BY)) {
        assertThat(contestant.findBy(Ids.userOf(55))).isEqualTo(10);
      }
      assertThat(rows(arena)).isEqualTo(SESSIONS + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_sweep_takes_what_is_dead_and_nothing_else(Entrant entrant) throws Exception {
    try (Arena arena = arena(entrant)) {
      arena.add(SESSIONS, true);
      assertThat(rows(arena)).isEqualTo(2 * SESSIONS + 1);
      arena.contestant().sweep();
      assertThat(rows(arena)).isEqualTo(SESSIONS + 1);
    }
  }
}
