package dev.sessionstore.mybatis;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fills a column that the store does not know: on a default method without parameters of a
 * {@link SessionMapper}, named like the column. Called once for each row that may have to be
 * inserted, on the caller's thread, with no connection held; what it returns, null too, goes into
 * the new row and is never written again. What the method throws comes out of the operation, and
 * nothing is written.
 *
 * <p>
 * It returns String, Integer, Long, Short, Boolean, Double, BigDecimal, byte[], LocalDate,
 * LocalDateTime, OffsetDateTime, or a primitive of these.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AtCreation {}
