package dev.sessionstore.it.matrix;

import dev.sessionstore.it.databases.Database;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The backend and database that a {@link MatrixTck} tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface On {

  /** Its name for the builder. */
  String backend();

  Database database();

  /** Where the clock starts, ISO-8601; empty: the kit's own. */
  String epoch() default "";

  /** The mode of the pool's connections. */
  boolean autoCommit() default true;

  /** An addition to the URL, in the driver's notation. */
  String settings() default "";

  /** False: the database is disguised as one that the store does not know. */
  boolean known() default true;

  /** The option of all stores; 1: each test's own. */
  int lookUpBatch() default 1;
}
