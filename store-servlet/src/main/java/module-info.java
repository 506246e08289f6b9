/**
 * {@code HttpSession} on a store. The container provides the Servlet API: as the module
 * {@code jakarta.servlet}, or, embedded Tomcat, in its own module, which this one must then be made to
 * read.
 */
module dev.sessionstore.servlet {
  requires transitive dev.sessionstore.api;
  requires transitive dev.sessionstore.types;
  requires org.slf4j;
  requires static jakarta.servlet;

  exports dev.sessionstore.servlet;
}
