/**
 * Sessions: the API for applications, the port for backends, and the store between them. Values of an
 * application's own classes are read by reflection, so it must open their packages to
 * {@code tools.jackson.databind}.
 *
 * @uses dev.sessionstore.spi.SessionBackend
 */
module dev.sessionstore.api {
  requires transitive java.sql; // DataSource
  requires org.slf4j;
  requires tools.jackson.databind;
  requires transitive org.jspecify;

  exports dev.sessionstore;
  exports dev.sessionstore.memory;
  exports dev.sessionstore.spi;

  uses dev.sessionstore.spi.SessionBackend;
}
