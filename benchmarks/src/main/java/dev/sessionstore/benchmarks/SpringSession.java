package dev.sessionstore.benchmarks;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.MySqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Session JDBC as its own configuration builds it, with the customizer for the database
 * where there is one.
 */
final class SpringSession<S extends Session> implements Contestant {

  private final FindByIndexNameSessionRepository<S> repository;
  private final JdbcIndexedSessionRepository owner;
  private final Map<String, Object> attributes;

  private SpringSession(FindByIndexNameSessionRepository<S> repository, JdbcIndexedSessionRepository owner,
      Payload payload) {
    this.repository = repository;
    this.owner = owner;
    this.attributes = payload.attributes("user-0");
  }

  static Contestant open(DataSource dataSource, Product product, Payload payload) {
    String script = switch (product) {
      case H2 -> "h2";
      case POSTGRESQL -> "postgresql";
      case MARIADB -> "mysql";
    };
    new ResourceDatabasePopulator(new ClassPathResource("org/springframework/session/jdbc/schema-" + script + ".sql"))
        .execute(dataSource);
    TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    JdbcIndexedSessionRepository repository =
        new JdbcIndexedSessionRepository(new JdbcTemplate(dataSource), transactions);
    switch (product) {
      case H2 -> {}
      case POSTGRESQL -> new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(repository);
      case MARIADB -> new MySqlJdbcIndexedSessionRepositoryCustomizer().customize(repository);
    }
    repository.setCleanupCron("-");
    repository.setIndexResolver(session -> {
      String user = session.getAttribute("user");
      return user == null ? Map.of() : Map.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user);
    });
    repository.afterPropertiesSet();
    return of(repository, repository, payload);
  }

  private static <S extends Session> SpringSession<S> of(FindByIndexNameSessionRepository<S> repository,
      JdbcIndexedSessionRepository owner, Payload payload) {
    return new SpringSession<>(repository, owner, payload);
  }

  @Override
  public Set<Operation> operations() {
    return EnumSet.complementOf(EnumSet.of(Operation.UPDATE, Operation.TOUCH));
  }

  @Override
  public List<CopiedTable> tables() {
    return List.of(
        new CopiedTable("SPRING_SESSION",
            Map.of("primary_id", (n, row) -> Ids.of(n), "session_id", (n, row) -> Ids.of(n), "principal_name",
                (n, row) -> Ids.userOf(n)),
            Map.of("expiry_time", (n, row) -> SessionsTable.expired(n))),
        new CopiedTable("SPRING_SESSION_ATTRIBUTES", Map.of("session_primary_id", (n, row) -> Ids.of(n),
            "attribute_bytes", SpringSession::bytes), Map.of()));
  }

  /** The user's attribute row, as Spring Session serializes it. */
  private static @Nullable Object bytes(int number, Map<String, @Nullable Object> row) {
    return "user".equals(row.get("attribute_name"))
        ? new SerializingConverter().convert(Ids.userOf(number))
        : row.get("attribute_bytes");
  }

  @Override
  public String create() {
    S session = repository.createSession();
    attributes.forEach(session::setAttribute);
    repository.save(session);
    return session.getId();
  }

  @Override
  public @Nullable Object get(String id) {
    S session = repository.findById(id);
    return session == null ? null : read(session);
  }

  /**
   * Reads all attributes, since Spring Session deserializes them on first use; ours are decoded
   * already.
   */
  private static Session read(Session session) {
    for (String name : session.getAttributeNames()) {
      session.<Object>getAttribute(name);
    }
    return session;
  }

  private S found(String id) {
    S session = repository.findById(id);
    if (session == null) {
      throw new IllegalStateException("Not there.");
    }
    read(session);
    session.setLastAccessedTime(Instant.now()); // as its filter does in every request
    return session;
  }

  @Override
  public void request(String id) {
    repository.save(found(id));
  }

  @Override
  public void change(String id, long visits) {
    S session = found(id);
    session.setAttribute("visits", visits);
    repository.save(session);
  }

  @Override
  public String rotate(String id) {
    S session = found(id);
    String to = session.changeSessionId();
    repository.save(session);
    return to;
  }

  @Override
  public void destroy(String id) {
    repository.deleteById(id);
  }

  @Override
  public int findBy(String user) {
    Map<String, S> found =
        repository.findByIndexNameAndIndexValue(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user);
    found.values().forEach(SpringSession::read);
    return found.size();
  }

  @Override
  public void sweep() {
    owner.cleanUpExpiredSessions();
  }

  @Override
  public void close() {
    owner.destroy();
  }
}
