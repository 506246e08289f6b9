package dev.sessionstore.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule that a harness's backend openly does not keep: its tests are skipped, and the summary of
 * the run says so with the reason. An unknown rule or an empty reason fails the whole class.
 *
 * <pre>{@code
 * @ExcludedRule(rule = "COL-6", because = "the database compares text without case; documented in our README")
 * class MyTableTest extends SessionStoreTck { … }
 * }</pre>
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ExcludedRule.All.class)
public @interface ExcludedRule {

  /**
   * {@return a rule's id, such as COL-6; a test that proves several rules is skipped when one of
   * them is excluded}
   */
  String rule();

  /** {@return why, for readers of the summary} */
  String because();

  /** Several exclusions on one class: put there by the compiler. */
  @Inherited
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {

    /** {@return the exclusions} */
    ExcludedRule[] value();
  }
}
