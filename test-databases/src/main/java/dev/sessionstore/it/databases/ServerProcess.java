package dev.sessionstore.it.databases;

/** A database server as a child process, with data and port that outlive a restart. */
interface ServerProcess {

  /** Starts it; returns when it accepts connections. */
  void start() throws Exception;

  /** Stops it; returns when it is down. Its data stay. */
  void stop() throws Exception;

  /** Returns the JDBC URL of its default database. */
  String url();

  String user();
}
