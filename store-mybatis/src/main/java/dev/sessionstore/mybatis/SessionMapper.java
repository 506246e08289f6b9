package dev.sessionstore.mybatis;

/**
 * The default mapper, and what a user's own extends to bring its own table and columns (COL-5):
 *
 * <pre>{@code
 * @MappedTable("web_session")
 * public interface WebSessionMapper extends SessionMapper {
 *
 *   @AtCreation
 *   default String tenant() {                 // the column tenant: filled when a row is inserted, never wiped
 *     return Tenants.current();
 *   }
 *
 *   @Select("select count(*) from web_session where tenant = #{tenant}")
 *   long sessionsOf(String tenant);           // for the application's own SqlSession
 * }
 *
 * SessionStore store = SessionStore.builder().table(MyBatisSessionTable.on(factory, WebSessionMapper.class)).open();
 * }</pre>
 *
 * <p>The table needs the store's columns besides its own. Statements, XML and caches of the mapper
 * are the application's: registered in its own configuration they run in its own sessions and
 * transactions. The store reads the two annotations only, so a method marked {@link AtCreation}
 * cannot call the mapper's statements.
 */
public interface SessionMapper {}
