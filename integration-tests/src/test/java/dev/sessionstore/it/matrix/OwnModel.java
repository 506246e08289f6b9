package dev.sessionstore.it.matrix;

import dev.sessionstore.ebean.EbeanSessionTable;
import dev.sessionstore.hibernate.HibernateSessionTable;
import dev.sessionstore.it.beans.NotedBean;
import dev.sessionstore.mybatis.AtCreation;
import dev.sessionstore.mybatis.MappedTable;
import dev.sessionstore.mybatis.MyBatisSessionTable;
import dev.sessionstore.mybatis.SessionMapper;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.tck.SessionStoreTck;
import io.ebean.Database;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;

/**
 * An application's own factory and mapped class of one ORM, with a column {@code note} that the
 * store does not know.
 */
final class OwnModel implements AutoCloseable {

  private final SessionTableFactory table;
  private final Runnable close;

  private OwnModel(SessionTableFactory table, Runnable close) {
    this.table = table;
    this.close = close;
  }

  static OwnModel of(String backend, DataSource dataSource) {
    return switch (backend) {
      case "hibernate" -> hibernate(dataSource);
      case "mybatis" -> mybatis(dataSource);
      case "ebean" -> ebean(dataSource);
      default -> throw new IllegalArgumentException("No own model for the backend " + backend + "; add one here.");
    };
  }

  SessionTableFactory table() {
    return table;
  }

  @Override
  public void close() {
    close.run();
  }

  private static OwnModel hibernate(DataSource dataSource) {
    org.hibernate.cfg.Configuration configuration =
        new org.hibernate.cfg.Configuration().addAnnotatedClass(NotedEntity.class);
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
    SessionFactory factory = configuration.buildSessionFactory();
    return new OwnModel(HibernateSessionTable.on(factory, NotedEntity.class), factory::close);
  }

  /** As an application writes it. */
  @MappedTable(SessionStoreTck.NOTED_TABLE)
  interface NotedMapper extends SessionMapper {

    @AtCreation
    default String note() {
      return "new";
    }
  }

  private static OwnModel mybatis(DataSource dataSource) {
    Configuration configuration =
        new Configuration(new Environment("application", new JdbcTransactionFactory(), dataSource));
    return new OwnModel(MyBatisSessionTable.on(new SqlSessionFactoryBuilder().build(configuration), NotedMapper.class),
        () -> {});
  }

  private static OwnModel ebean(DataSource dataSource) {
    Database database = Database.builder()
        .name("application")
        .register(false)
        .defaultDatabase(false)
        .disableClasspathSearch(true)
        .loadModuleInfo(false)
        .addClass(NotedBean.class)
        .dataSource(dataSource)
        .skipDataSourceCheck(true)
        .ddlGenerate(false)
        .ddlRun(false)
        .shutdownHook(false).build();
    return new OwnModel(EbeanSessionTable.on(database, NotedBean.class), () -> database.shutdown(false, false));
  }
}
