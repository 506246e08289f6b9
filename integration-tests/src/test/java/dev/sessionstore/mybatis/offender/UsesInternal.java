package dev.sessionstore.mybatis.offender;

import dev.sessionstore.internal.CanonicalValues;

final class UsesInternal {

  private final Class<?> values = CanonicalValues.class;

  @Override
  public String toString() {
    return values.getName();
  }
}
