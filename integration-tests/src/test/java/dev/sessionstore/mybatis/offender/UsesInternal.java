package dev.sessionstore.mybatis.offender;

import dev.sessionstore.internal.StoreOpening;

final class UsesInternal {

  private final Class<?> values = StoreOpening.class;

  @Override
  public String toString() {
    return values.getName();
  }
}
