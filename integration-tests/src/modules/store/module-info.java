/** An application that names no backend: the module path has one. */
module org.example.store {
  requires dev.sessionstore.api;

  opens org.example to tools.jackson.databind; // Cart
}
