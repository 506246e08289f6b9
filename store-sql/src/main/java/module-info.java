/**
 * What backends that speak SQL share.
 *
 * @uses java.sql.Driver
 * @uses dev.sessionstore.sql.dialect.SqlDialect
 */
module dev.sessionstore.sql {
  requires com.zaxxer.hikari;
  requires static org.xerial.sqlitejdbc;
  requires transitive dev.sessionstore.api;

  exports dev.sessionstore.sql;
  exports dev.sessionstore.sql.dialect;

  uses java.sql.Driver;
  uses dev.sessionstore.sql.dialect.SqlDialect;
}
