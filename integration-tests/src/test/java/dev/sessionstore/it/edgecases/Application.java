package dev.sessionstore.it.edgecases;

import dev.sessionstore.ebean.EbeanSessionTable;
import dev.sessionstore.ebean.SessionBean;
import dev.sessionstore.hibernate.HibernateSessionTable;
import dev.sessionstore.hibernate.SessionEntity;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.mybatis.MyBatisSessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import io.ebean.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;

/**
 * An application on one ORM, with its own factory, the default entity or bean, and its own
 * transactions.
 */
final class Application implements AutoCloseable {

  /** A transaction of the application, managed by its ORM. */
  interface Work {
    void note(String text);

    void commit();

    void rollback();
  }

  private final SessionTableFactory table;
  private final Supplier<Work> begin;
  private final Runnable close;

  private Application(SessionTableFactory table, Supplier<Work> begin, Runnable close) {
    this.table = table;
    this.begin = begin;
    this.close = close;
  }

  /** Returns an application on a DataSource with a table {@code note (text varchar(40))}. */
  static Application on(String backend, DataSource dataSource) {
    return switch (backend) {
      case "jdbc" -> jdbc(dataSource);
      case "hibernate" -> hibernate(dataSource);
      case "mybatis" -> mybatis(dataSource);
      case "ebean" -> ebean(dataSource);
      default -> throw new IllegalArgumentException("No application on " + backend + "; add one here.");
    };
  }

  SessionTableFactory table() {
    return table;
  }

  Work begin() {
    return begin.get();
  }

  @Override
  public void close() {
    close.run();
  }

  private static Application jdbc(DataSource dataSource) {
    return new Application(JdbcSessionTable.on(dataSource), () -> {
      try {
        return new OverJdbc(dataSource.getConnection());
      } catch (SQLException e) {
        throw new IllegalStateException("The application got no connection.", e);
      }
    }, () -> {});
  }

  /** A transaction on a connection of the application's own. */
  private static final class OverJdbc implements Work {

    private final Connection connection;

    OverJdbc(Connection connection) throws SQLException {
      this.connection = connection;
      connection.setAutoCommit(false);
    }

    @Override
    public void note(String text) {
      run(() -> {
        try (PreparedStatement insert = connection.prepareStatement("insert into note (text) values (?)")) {
          insert.setString(1, text);
          insert.executeUpdate();
        }
      });
    }

    @Override
    public void commit() {
      run(() -> {
        connection.commit();
        connection.close();
      });
    }

    @Override
    public void rollback() {
      run(() -> {
        connection.rollback();
        connection.close();
      });
    }

    private interface Step {
      void run() throws SQLException;
    }

    private static void run(Step step) {
      try {
        step.run();
      } catch (SQLException e) {
        throw new IllegalStateException("The application's statement failed.", e);
      }
    }
  }

  private static Application hibernate(DataSource dataSource) {
    org.hibernate.cfg.Configuration configuration =
        new org.hibernate.cfg.Configuration().addAnnotatedClass(SessionEntity.class);
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
    configuration.getProperties().put(AvailableSettings.STATEMENT_BATCH_SIZE, 20);
    SessionFactory factory = configuration.buildSessionFactory();
    return new Application(HibernateSessionTable.on(factory), () -> {
      Session session = factory.openSession();
      session.beginTransaction();
      return new Work() {
        @Override
        public void note(String text) {
          session.createNativeMutationQuery("insert into note (text) values (:text)")
              .setParameter("text", text)
              .executeUpdate();
        }

        @Override
        public void commit() {
          session.getTransaction().commit();
          session.close();
        }

        @Override
        public void rollback() {
          session.getTransaction().rollback();
          session.close();
        }
      };
    }, factory::close);
  }

  /** As an application writes it. */
  interface NoteMapper {
    @Insert("insert into note (text) values (#{text})")
    void add(String text);
  }

  private static Application mybatis(DataSource dataSource) {
    Configuration configuration =
        new Configuration(new Environment("application", new JdbcTransactionFactory(), dataSource));
    configuration.addMapper(NoteMapper.class);
    SqlSessionFactory factory = new SqlSessionFactoryBuilder().build(configuration);
    return new Application(MyBatisSessionTable.on(factory), () -> {
      SqlSession session = factory.openSession(false);
      return new Work() {
        @Override
        public void note(String text) {
          session.getMapper(NoteMapper.class).add(text);
        }

        @Override
        public void commit() {
          session.commit();
          session.close();
        }

        @Override
        public void rollback() {
          session.rollback();
          session.close();
        }
      };
    }, () -> {});
  }

  private static Application ebean(DataSource dataSource) {
    Database database = Database.builder()
        .name("application")
        .register(false)
        .defaultDatabase(false)
        .disableClasspathSearch(true)
        .loadModuleInfo(false)
        .addClass(SessionBean.class)
        .dataSource(dataSource)
        .skipDataSourceCheck(true)
        .ddlGenerate(false)
        .ddlRun(false)
        .shutdownHook(false).build();
    return new Application(EbeanSessionTable.on(database), () -> {
      io.ebean.Transaction transaction = database.beginTransaction(); // bound to this thread
      return new Work() {
        @Override
        public void note(String text) {
          database.sqlUpdate("insert into note (text) values (?)").setParameter(1, text).execute();
        }

        @Override
        public void commit() {
          transaction.commit();
        }

        @Override
        public void rollback() {
          transaction.rollback();
        }
      };
    }, () -> database.shutdown(false, false));
  }
}
