package dev.sessionstore.it.matrix;

import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.SessionStoreTck;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;

/** The kit on what the subclass's {@link On} says; the classes run one after another, each in an empty schema. */
abstract class MatrixTck extends SessionStoreTck {

  private static TestDatabase place;
  private static DataSource pool;

  @BeforeAll
  static void openPlace(TestInfo test) {
    On on = test.getTestClass().orElseThrow().getAnnotation(On.class);
    place = on.database().fresh();
    DataSource known = place.newPool();
    pool = on.known() ? known : new UnknownProduct(known);
  }

  @AfterAll
  static void closePlace() throws SQLException {
    place.close();
  }

  @Override
  protected Optional<DataSource> database() {
    return Optional.of(pool);
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(dataSource()).backend(getClass().getAnnotation(On.class).backend()).open();
  }
}
