package dev.sessionstore.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.JDBCSessionDataStore;
import org.eclipse.jetty.session.SessionContext;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/** Jetty's JDBC session data store, without a session cache in front. */
final class JettySessions implements Contestant {

  private static final long IDLE = 1_800_000;

  private final JDBCSessionDataStore store = new JDBCSessionDataStore();
  private final Map<String, Object> attributes;

  JettySessions(DataSource dataSource, Product product, Payload payload) throws Exception {
    this.attributes = payload.attributes("user-0");
    DatabaseAdaptor adaptor = new DatabaseAdaptor();
    adaptor.setDatasource(dataSource);
    store.setDatabaseAdaptor(adaptor);
    JDBCSessionDataStore.SessionTableSchema schema = new JDBCSessionDataStore.SessionTableSchema();
    switch (product) { // or it would use the table of another schema
      case H2 -> {}
      case POSTGRESQL -> schema.setSchemaName(JDBCSessionDataStore.SessionTableSchema.INFERRED);
      case MARIADB -> schema.setCatalogName(JDBCSessionDataStore.SessionTableSchema.INFERRED);
    }
    store.setSessionTableSchema(schema);
    store.setGracePeriodSec(0); // or it would look for expired sessions once an hour
    store.initialize(new Server());
    store.start();
  }

  /** The web application's context. */
  private static final class Server extends SessionContext {
    Server() {
      this._workerName = "node0";
      this._canonicalContextPath = "";
      this._vhost = NULL_VHOST;
    }
  }

  @Override
  public Set<Operation> operations() {
    return EnumSet.of(Operation.CREATE, Operation.GET, Operation.REQUEST, Operation.CHANGE, Operation.DESTROY,
        Operation.SWEEP);
  }

  @Override
  public List<CopiedTable> tables() {
    return List.of(new CopiedTable("JettySessions", Map.of("sessionid", (n, row) -> Ids.of(n)),
        Map.of("expirytime", (n, row) -> SessionsTable.expired(n))));
  }

  @Override
  public String create() throws Exception {
    String id = UUID.randomUUID().toString();
    long now = System.currentTimeMillis();
    SessionData data = store.newSessionData(id, now, now, now, IDLE);
    data.setLastNode("node0");
    data.putAllAttributes(attributes);
    data.calcAndSetExpiry(now);
    store.store(id, data);
    return id;
  }

  @Override
  public @Nullable Object get(String id) throws Exception {
    return store.load(id);
  }

  private SessionData accessed(String id) throws Exception {
    SessionData data = store.load(id);
    if (data == null) {
      throw new IllegalStateException("Not there.");
    }
    data.setLastAccessed(data.getAccessed());
    data.setAccessed(System.currentTimeMillis());
    data.calcAndSetExpiry(data.getAccessed());
    data.setMetaDataDirty(true);
    return data;
  }

  @Override
  public void request(String id) throws Exception {
    store.store(id, accessed(id));
  }

  @Override
  public void change(String id, long visits) throws Exception {
    SessionData data = accessed(id);
    data.setAttribute("visits", visits);
    store.store(id, data);
  }

  @Override
  public void destroy(String id) throws Exception {
    if (!store.delete(id)) {
      throw new IllegalStateException("Not destroyed.");
    }
  }

  /** Does what its session manager does with the result, except loading each session. */
  @Override
  public void sweep() throws Exception {
    for (String id : store.getExpired(Set.of())) {
      store.delete(id);
    }
  }

  @Override
  public void close() {
    try {
      store.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
