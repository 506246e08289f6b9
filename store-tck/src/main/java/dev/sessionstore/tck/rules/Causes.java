package dev.sessionstore.tck.rules;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chains of exceptions. */
final class Causes {

  private Causes() {}

  /** {@return the failure and all its causes} */
  static Set<Throwable> of(@Nullable Throwable failure) {
    Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && chain.add(cause); cause = cause.getCause()) {
      continue;
    }
    return chain;
  }
}
