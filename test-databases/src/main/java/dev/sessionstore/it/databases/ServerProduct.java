package dev.sessionstore.it.databases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that tests can start, and what differs between them. */
public enum ServerProduct {
  POSTGRESQL("PostgreSQL", "postgresql", "jdbc:postgresql://localhost:5432/test") {
    @Override
    ServerProcess process(Path folder, int port) {
      return new PostgresqlProcess(folder, port);
    }

    @Override
    String urlOf(String url, String schema) {
      return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    @Override
    String create(String schema) {
      return "create schema " + schema;
    }

    @Override
    String drop(String schema) {
      return "drop schema " + schema + " cascade";
    }
  },
  MARIADB("MariaDB", "mariadb", "jdbc:mariadb://localhost:3306/test") {
    @Override
    ServerProcess process(Path folder, int port) throws IOException {
      return new MariaDbProcess(folder, port);
    }

    @Override
    String urlOf(String url, String schema) {
      Matcher parts = MARIADB_URL.matcher(url);
      if (!parts.matches()) {
        throw new IllegalArgumentException("Not a MariaDB URL: " + url + "; write jdbc:mariadb://localhost:3306/test.");
      }
      return parts.group(1) + "/" + schema + (parts.group(2) == null ? "" : parts.group(2));
    }

    @Override
    String create(String schema) {
      return "create database " + schema;
    }

    @Override
    String drop(String schema) {
      return "drop database " + schema;
    }
  };

  private static final Pattern MARIADB_URL = Pattern.compile("(jdbc:[a-z]+:(?:[a-z]+:)?//[^/?]+)(?:/[^?]*)?(\\?.*)?");

  private final String label;
  private final String key;
  private final String example;

  ServerProduct(String label, String key, String example) {
    this.label = label;
    this.key = key;
    this.example = example;
  }

  /** Returns the name that {@code DatabaseMetaData} gives it. */
  public String label() {
    return label;
  }

  /** Returns the name for system properties and folders. */
  String key() {
    return key;
  }

  /**
   * Returns the system property for the URL of another server; there are also {@code .user} and
   * {@code .password}.
   */
  public String property() {
    return "sessionstore.test." + key + ".url";
  }

  String howToNameOnesOwn() {
    return "To use a server of your own, say -D" + property() + "=" + example
        + " and, where it asks for them, the same with .user and .password.";
  }

  abstract ServerProcess process(Path folder, int port) throws IOException;

  abstract String urlOf(String url, String schema);

  abstract String create(String schema);

  abstract String drop(String schema);
}
