package dev.sessionstore.tck;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Stores whose DataSource goes wrong. */
final class DatabaseMutants {

  private DatabaseMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        Mutant.pool("an operation joins the caller's transaction", WrongSql::joining),
        Mutant.database("what the server has ended is an error like any other",
            database -> WrongSql.meddled(database,
                (connection, method, arguments) -> renamed(WrongSql.invoke(connection, method, arguments)))),
        Mutant.database("a lost connection goes back as if it were whole",
            database -> WrongSql.meddled(database,
                (connection, method, arguments) -> method.getName().equals("abort")
                    ? null
                    : WrongSql.invoke(connection, method, arguments))),
        Mutant.database("reads are sent to a replica",
            database -> WrongSql.meddled(database, (connection, method, arguments) -> {
              if (method.getName().equals("prepareStatement") && ((String) arguments[0]).startsWith("select sid")) {
                connection.setReadOnly(true);
              }
              return WrongSql.invoke(connection, method, arguments);
            })));
  }

  /** A statement whose failures by 57P05 and its like say nothing to the store. */
  private static Object renamed(Object answer) {
    return answer instanceof PreparedStatement statement
        ? WrongSql.proxy(PreparedStatement.class, (self, method, arguments) -> {
          try {
            return WrongSql.invoke(statement, method, arguments);
          } catch (SQLException e) {
            throw List.of("57P05", "25P03", "25S03").contains(String.valueOf(e.getSQLState()))
                ? new SQLException(e.getMessage(), "58000")
                : e;
          }
        })
        : answer;
  }
}
