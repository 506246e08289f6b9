/**
 * Sessions through MyBatis.
 *
 * @provides dev.sessionstore.spi.SessionBackend
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // MyBatis names itself in its manifest
module dev.sessionstore.mybatis {
  requires transitive dev.sessionstore.sql;
  requires transitive org.mybatis;

  exports dev.sessionstore.mybatis;

  provides dev.sessionstore.spi.SessionBackend with dev.sessionstore.mybatis.MyBatisBackend;
}
