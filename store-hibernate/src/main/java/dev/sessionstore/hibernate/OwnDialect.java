package dev.sessionstore.hibernate;

import java.util.ServiceLoader;
import org.hibernate.dialect.Database;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;

/**
 * For a database that Hibernate does not know: all texts are the store's, so that nothing of it is
 * asked but to bind and read plain types.
 */
final class OwnDialect extends Dialect {

  private OwnDialect(DialectResolutionInfo info) {
    super(info);
  }

  /**
   * {@return what Hibernate, or an artifact of further dialects, has for the database; else this
   * one}
   */
  static Dialect resolve(DialectResolutionInfo info) {
    for (DialectResolver resolver : ServiceLoader.load(DialectResolver.class)) {
      Dialect found = resolver.resolveDialect(info);
      if (found != null) {
        return found;
      }
    }
    for (Database known : Database.values()) {
      if (known.matchesResolutionInfo(info)) {
        return known.createDialect(info);
      }
    }
    return new OwnDialect(info);
  }

  /** The document is read as text: not every database has CLOBs. */
  @Override
  public boolean useMaterializedLobWhenCapacityExceeded() {
    return false;
  }
}
