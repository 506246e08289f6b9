/** An application behind the filter, in Jetty. */
module org.example.jetty {
  requires dev.sessionstore.servlet;
  requires java.net.http;
  requires org.eclipse.jetty.ee10.servlet;
}
