package dev.sessionstore.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.session.DataSourceStore;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's DataSourceStore, as its persistent manager uses it, without sessions in memory.
 */
final class TomcatSessions implements Contestant {

  private final StandardManager manager = new StandardManager();
  private final Store store;
  private final Map<String, Object> attributes;

  TomcatSessions(DataSource dataSource, Product product, Payload payload) throws SQLException, LifecycleException {
    this.attributes = payload.attributes("user-0");
    String blob = switch (product) {
      case H2 -> "blob";
      case POSTGRESQL -> "bytea";
      case MARIADB -> "mediumblob";
    };
    try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(
          "create table tomcat_sessions (id varchar(100) not null primary key, valid char(1) not null, maxinactive int"
              + " not null, lastaccess bigint not null, app varchar(255), data "
              + blob + ")");
      statement.execute("create index tomcat_app on tomcat_sessions (app)"); // as its documentation recommends
    }
    manager.setContext(application());
    this.store = new Store(dataSource);
    store.setSessionTable("tomcat_sessions");
    store.setManager(manager);
    store.start();
  }

  private static StandardContext application() {
    StandardEngine engine = new StandardEngine();
    engine.setName("Catalina");
    StandardHost host = new StandardHost();
    host.setName("localhost");
    engine.addChild(host);
    StandardContext context = new StandardContext();
    context.setName("");
    context.setPath("");
    context.setParent(host);
    return context;
  }

  /** Uses a DataSource instead of its name. */
  private static final class Store extends DataSourceStore {
    Store(DataSource given) {
      this.dataSource = given;
    }
  }

  @Override
  public Set<Operation> operations() {
    return EnumSet.of(Operation.CREATE, Operation.GET, Operation.REQUEST, Operation.CHANGE, Operation.DESTROY,
        Operation.SWEEP);
  }

  @Override
  public List<CopiedTable> tables() {
    byte[] dead = blob(SessionsTable.expired(0));
    return List.of(new CopiedTable("tomcat_sessions", Map.of("id", (n, row) -> Ids.of(n)),
        Map.of("lastaccess", (n, row) -> SessionsTable.expired(n), "data", (n, row) -> dead)));
  }

  /** The blob contains the times too, and sweeps use those. */
  private byte[] blob(long lastAccess) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      session(lastAccess).writeObjectData(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private StandardSession session(long at) {
    StandardSession session = (StandardSession) manager.createEmptySession();
    session.setNew(true);
    session.setValid(true);
    session.setCreationTime(at);
    session.setMaxInactiveInterval(1800);
    session.setId(UUID.randomUUID().toString(), false);
    attributes.forEach((name, value) -> session.setAttribute(name, value, false));
    return session;
  }

  @Override
  public String create() throws IOException {
    StandardSession session = session(System.currentTimeMillis());
    store.save(session);
    return session.getIdInternal();
  }

  @Override
  public @Nullable Object get(String id) throws Exception {
    return store.load(id);
  }

  /**
   * Sets the id of a session that was read, since the blob of a copied row contains the id of the
   * original.
   */
  private StandardSession accessed(String id) throws Exception {
    StandardSession session = (StandardSession) store.load(id);
    if (session == null) {
      throw new IllegalStateException("Not there.");
    }
    session.setId(id, false);
    session.access();
    session.endAccess();
    return session;
  }

  @Override
  public void request(String id) throws Exception {
    store.save(accessed(id));
  }

  @Override
  public void change(String id, long visits) throws Exception {
    StandardSession session = accessed(id);
    session.setAttribute("visits", visits, false);
    store.save(session);
  }

  @Override
  public void destroy(String id) throws IOException {
    store.remove(id);
  }

  @Override
  public void sweep() {
    store.processExpires();
  }

  @Override
  public void close() {
    try {
      store.stop();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
