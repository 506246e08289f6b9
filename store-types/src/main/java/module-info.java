/** Attributes of any class in plain JSON. */
module dev.sessionstore.types {
  requires transitive dev.sessionstore.api;

  exports dev.sessionstore.types;
}
