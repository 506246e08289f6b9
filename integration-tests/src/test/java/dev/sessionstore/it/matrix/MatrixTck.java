package dev.sessionstore.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.SessionStoreTck;
import dev.sessionstore.tck.rules.Capability;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Runs the kit on the backend and database of the subclass's {@link On}; the classes run one after
 * another, each in an empty schema.
 */
abstract class MatrixTck extends SessionStoreTck {

  private static TestDatabase place;
  private static DataSource pool;

  private @Nullable OwnModel model;

  @BeforeAll
  static void openPlace(TestInfo test) {
    On on = test.getTestClass().orElseThrow().getAnnotation(On.class);
    place = on.database().fresh();
    DataSource known = place.newPool(on.autoCommit(), on.settings());
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

  private On on() {
    return getClass().getAnnotation(On.class);
  }

  @Override
  protected Instant epoch() {
    return on().epoch().isEmpty() ? super.epoch() : Instant.parse(on().epoch());
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    if (on().lookUpBatch() > 1) {
      prepared.options(o -> o.lookUpBatch(on().lookUpBatch()));
    }
    return prepared.dataSource(dataSource()).backend(on().backend()).open();
  }

  /**
   * There is no own model where the database is disguised, since the application's factory would
   * not start, and none with plain JDBC, which maps no classes.
   */
  @Override
  protected Set<Capability> capabilities() {
    Set<Capability> all = super.capabilities();
    if (on().database() == Database.SQLITE) {
      all.removeAll(Set.of(Capability.SCHEMAS, Capability.ALTER, Capability.CONCURRENT_WRITES));
    }
    if (on().known() && !on().backend().equals("jdbc")) {
      all.add(Capability.OWN_MODEL);
    }
    return all;
  }

  @Override
  protected SessionStore openOwnModel(SessionStore.Builder prepared) {
    model = OwnModel.of(on().backend(), dataSource());
    return prepared.table(model.table()).open();
  }

  @Test
  void a_new_row_of_an_own_model_is_filled_by_the_application_s_hook_whichever_operation_inserts_it()
      throws SQLException {
    // COL-5
    assumeTrue(capabilities().contains(Capability.OWN_MODEL), "No own model here: see capabilities().");
    SessionStore own = kit().ownModel();
    own.create(Map.of());
    own.set(Session.of(SessionId.of("an-id-nobody-had"), Map.of()));
    try (Connection connection = place.connect();
        Statement query = connection.createStatement();
        ResultSet notes = query.executeQuery("select count(*) from " + NOTED_TABLE + " where note = 'new'")) {
      assertThat(notes.next()).isTrue();
      assertThat(notes.getInt(1)).isEqualTo(2);
    }
  }

  @AfterEach
  void closeModel() {
    if (model != null) {
      model.close();
    }
  }
}
