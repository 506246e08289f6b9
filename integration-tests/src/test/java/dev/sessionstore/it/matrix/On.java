package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which backend on which database a {@link MatrixTck} proves. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface On {

  /** Its name for the builder. */
  String backend();

  Database database();

  /** Where the clock starts, ISO-8601; empty: the kit's own. */
  String epoch() default "";

  /** How the pool hands out its connections. */
  boolean autoCommit() default true;

  /** What the URL says besides, in the driver's notation. */
  String settings() default "";

  /** False: the database passes for one that the store does not know. */
  boolean known() default true;

  /** The option of all stores; 1: as each test has it. */
  int lookUpBatch() default 1;
}
