/** An application behind the filter, in an embedded Tomcat. */
module org.example.tomcat {
  requires dev.sessionstore.servlet;
  requires java.net.http;
  requires org.apache.tomcat.embed.core;
}
