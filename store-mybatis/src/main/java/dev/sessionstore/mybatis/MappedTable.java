package dev.sessionstore.mybatis;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the table of a {@link SessionMapper}; it wins over the option {@code tableName}. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MappedTable {

  /**
   * {@return {@code table} or {@code schema.table}, plain SQL names; checked when the store opens}
   */
  String value();
}
