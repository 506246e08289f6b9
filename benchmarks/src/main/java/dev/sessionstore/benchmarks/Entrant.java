package dev.sessionstore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The stores that are measured. */
enum Entrant {
  RAW("raw JDBC"),
  JDBC("JDBC"),
  HIBERNATE("Hibernate"),
  MYBATIS("MyBatis"),
  EBEAN("Ebean"),
  SPRING("Spring Session"),
  JETTY("Jetty"),
  TOMCAT("Tomcat");

  private final String label;

  Entrant(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  boolean isOurs() {
    return this == JDBC || this == HIBERNATE || this == MYBATIS || this == EBEAN;
  }

  boolean isOrm() {
    return isOurs() && this != JDBC;
  }

  boolean isPeer() {
    return this == SPRING || this == JETTY || this == TOMCAT;
  }

  /** {@return our stores and raw JDBC, which share one table} */
  static List<Entrant> onOneTable() {
    return Stream.of(values()).filter(entrant -> !entrant.isPeer()).toList();
  }

  /** {@return the stores of others} */
  static List<Entrant> peers() {
    return Stream.of(values()).filter(Entrant::isPeer).toList();
  }

  /** {@return our backend's name} */
  String backend() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Opens the store on an empty schema. */
  Contestant open(DataSource dataSource, Product product, Payload payload) throws Exception {
    return switch (this) {
      case RAW -> new RawJdbc(dataSource, payload);
      case JDBC, HIBERNATE, MYBATIS, EBEAN -> new OurStore(backend(), dataSource, payload);
      case SPRING -> SpringSession.open(dataSource, product, payload);
      case JETTY -> new JettySessions(dataSource, product, payload);
      case TOMCAT -> new TomcatSessions(dataSource, product, payload);
    };
  }
}
