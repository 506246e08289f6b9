package dev.sessionstore.it.databases;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, unpacked once into {@code target}. */
final class PostgresqlProcess implements ServerProcess {

  private final Path folder;
  private final int port;
  private @Nullable EmbeddedPostgres running;

  PostgresqlProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public void start() throws IOException {
    File log = Folders.log(folder.getFileName().toString()).toFile();
    running = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(Folders.shared("postgresql").toFile())
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false) // DatabaseServer's own hook stops it and deletes its data
        .setPort(port)
        .setServerConfig("max_connections", "200")
        .setPGStartupWait(DatabaseServer.PATIENCE)
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  @Override
  public void stop() throws IOException {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  @Override
  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  @Override
  public String user() {
    return "postgres";
  }
}
