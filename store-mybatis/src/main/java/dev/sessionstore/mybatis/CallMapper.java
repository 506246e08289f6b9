package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import java.util.List;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * The store's statements. Their text comes with the call (SQL-3); {@link CallLanguage} takes it
 * from there.
 */
interface CallMapper {

  /** Asked for by name: a mapper's proxy, made for one call, would cost more than it says. */
  String EXECUTE = CallMapper.class.getName() + ".execute";
  String QUERY = CallMapper.class.getName() + ".query";

  @Lang(CallLanguage.class)
  @Update("the call's")
  int execute(SqlCall call);

  @Lang(CallLanguage.class)
  @Select("the call's")
  List<@Nullable Object[]> query(SqlCall call);
}
