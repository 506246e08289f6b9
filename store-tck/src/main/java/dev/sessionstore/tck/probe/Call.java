package dev.sessionstore.tck.probe;

import org.jspecify.annotations.Nullable;

/** A call to the driver. */
@FunctionalInterface
interface Call<T extends @Nullable Object> {
  T run() throws Throwable;
}
