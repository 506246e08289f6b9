package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** GET-7: an application's second-level cache holds old rows; the store asks the database. */
class SecondLevelCacheTest {

  private static final SessionId ID = SessionId.of("an-id-of-somebody");

  @Entity
  @Cacheable
  @Table(name = "sessions")
  static class CachedSession extends MappedSession {}

  /** A cache in a map, that counts nothing and forgets nothing. */
  static final class MapCache implements DomainDataStorageAccess {
    private final Map<Object, Object> entries = new ConcurrentHashMap<>();

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
      return entries.get(key);
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
      entries.put(key, value);
    }

    @Override
    public boolean contains(Object key) {
      return entries.containsKey(key);
    }

    @Override
    public void evictData() {
      entries.clear();
    }

    @Override
    public void evictData(Object key) {
      entries.remove(key);
    }

    @Override
    public void release() {
      entries.clear();
    }
  }

  static final class MapRegions extends RegionFactoryTemplate {
    private static final long serialVersionUID = 1L;

    @Override
    protected DomainDataStorageAccess createDomainDataStorageAccess(DomainDataRegionConfig region,
        DomainDataRegionBuildingContext context) {
      return new MapCache();
    }

    @Override
    protected StorageAccess createQueryResultsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
      return new MapCache();
    }

    @Override
    protected StorageAccess createTimestampsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
      return new MapCache();
    }

    @Override
    protected void prepareForUse(SessionFactoryOptions options, Map<String, Object> settings) {}

    @Override
    protected void releaseFromUse() {}
  }

  @Test
  void a_cached_entity_is_never_what_the_store_reads() {
    DataSource database = Places.database();
    try (
        SessionFactory factory =
            Places.factory(database,
                Map.of(AvailableSettings.CACHE_REGION_FACTORY, new MapRegions(), AvailableSettings.HBM2DDL_AUTO,
                    "create"),
                CachedSession.class);
        SessionStore store =
            SessionStore.builder().table(HibernateSessionTable.on(factory, CachedSession.class)).open();
        SessionStore elsewhere = SessionStore.builder().table(HibernateSessionTable.on(database)).open()) {
      elsewhere.set(Session.of(ID, Map.of("n", 1)));
      store.get(ID);
      assertThat(factory.getCache().containsEntity(CachedSession.class, key(factory))).as("filled by the store")
          .isFalse();
      factory.inSession(session -> session.find(CachedSession.class, key(factory)));
      assertThat(factory.getCache().containsEntity(CachedSession.class, key(factory))).as("filled by the application")
          .isTrue();
      elsewhere.set(Session.of(ID, Map.of("n", 2)));
      assertThat(store.get(ID)).map(session -> session.getLong("n", 0)).contains(2L);
    }
  }

  private static String key(SessionFactory factory) {
    String query = "select s.sid from " + CachedSession.class.getName() + " s";
    return factory.fromSession(session -> session.createSelectionQuery(query, String.class).getSingleResult());
  }
}
