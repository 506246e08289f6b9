/**
 * {@code HttpSession} over a store. The container brings the Servlet API: as the module
 * {@code jakarta.servlet}, or, embedded Tomcat, in one of its own, which this module is then made to
 * read.
 */
module dev.sessionstore.servlet {
  requires transitive dev.sessionstore.api;
  requires transitive dev.sessionstore.types;
  requires org.slf4j;
  requires static jakarta.servlet;

  exports dev.sessionstore.servlet;
}
