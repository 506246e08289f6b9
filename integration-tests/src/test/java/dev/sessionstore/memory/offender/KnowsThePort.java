package dev.sessionstore.memory.offender;

/** Stands below, and leads back up. */
public interface KnowsThePort {

  /** {@return what stands on it} */
  default Class<?> up() {
    return dev.sessionstore.spi.offender.Above.class;
  }
}
