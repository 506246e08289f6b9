package dev.sessionstore.it.databases;

/** A database server as a child process, with data and port that outlive a restart. */
interface ServerProcess {

  /** Returns when it takes connections. */
  void start() throws Exception;

  /** Returns when it is down; its data stay. */
  void stop() throws Exception;

  /** JDBC URL of its default database. */
  String url();

  String user();
}
