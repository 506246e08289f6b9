package dev.sessionstore.hibernate;

import dev.sessionstore.sql.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The connection provider of a SessionFactory, whatever lies behind it: never the connection of a
 * current session.
 */
final class FactoryConnections implements ConnectionSource {

  private final SessionFactoryImplementor factory;
  private final ConnectionProvider provider;

  FactoryConnections(SessionFactoryImplementor factory) {
    this.factory = factory;
    this.provider = factory.getServiceRegistry().requireService(ConnectionProvider.class);
  }

  @Override
  public Connection take() throws SQLException {
    if (factory.isClosed()) {
      throw new SQLNonTransientConnectionException("The SessionFactory is closed; close the store before it.");
    }
    return provider.getConnection(); // GET-7: the primary, not the read-only one
  }

  @Override
  public void giveBack(Connection connection) throws SQLException {
    provider.closeConnection(connection);
  }
}
