package dev.sessionstore.tck.rules;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test of one or several rules. Its failure starts with their ids and sentences. */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rule {

  /** {@return the rules' ids, such as GET-2, as in {@code rules.md}} */
  String[] value();

  /** {@return what the harness must declare; else the test is skipped with a sentence} */
  Capability[] needs() default {};

  /** {@return whether a wrong store is found by chance only; a right store always passes} */
  boolean stochastic() default false;
}
