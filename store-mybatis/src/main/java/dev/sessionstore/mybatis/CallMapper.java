package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import java.util.List;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The store's statements. The text stands in the call (SQL-3), not here; {@link CallLanguage} takes it out. */
interface CallMapper {

  @Lang(CallLanguage.class)
  @Update("the call's")
  int execute(SqlCall call);

  @Lang(CallLanguage.class)
  @Select("the call's")
  List<@Nullable Object[]> query(SqlCall call);
}
