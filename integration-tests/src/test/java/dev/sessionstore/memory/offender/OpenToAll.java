package dev.sessionstore.memory.offender;

import java.util.HashMap;
import java.util.Map;

/** Open to extension, with state that two stores would share. */
public class OpenToAll {

  static final HashMap<String, String> CACHE = new HashMap<>(Map.of("a", "b"));
  static int counter;

  /** Anybody may. */
  public OpenToAll() {
    counter++;
  }
}
