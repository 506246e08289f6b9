package dev.sessionstore.mybatis;

import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/**
 * A user's own: its table, a column filled at creation, two it fills by itself, and statements of
 * the application's.
 */
@MappedTable("web_session")
interface WebSessionMapper extends SessionMapper {

  @AtCreation
  default String tenant() {
    return "acme";
  }

  @AtCreation
  default Integer shard() {
    return null;
  }

  @Update("update web_session set note = #{note}")
  int annotate(@Param("note") String note);

  /** Refers to a result map that only the application's configuration may have. */
  @Select("select note, tenant from web_session")
  @ResultMap("elsewhere.notes")
  Object notes();
}
