package dev.sessionstore.it.stranger;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * A separate local Maven repository: our artifacts are installed here, everything else is linked to
 * the user's, so that nothing is downloaded twice and nothing of ours gets there. Closing removes
 * the links, so that no clean-up can follow one.
 */
final class BorrowedRepository implements AutoCloseable {

  private static final String GROUP = "dev";
  private static final String OURS = "sessionstore";

  private final Path folder;

  private BorrowedRepository(Path folder) {
    this.folder = folder;
  }

  static BorrowedRepository of(Path users, Path folder) throws IOException {
    BorrowedRepository repository = new BorrowedRepository(folder);
    repository.close();
    Files.createDirectories(folder.resolve(GROUP).resolve(OURS));
    link(users, folder, GROUP);
    link(users.resolve(GROUP), folder.resolve(GROUP), OURS);
    return repository;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    for (Path each : folders(from)) {
      if (!each.getFileName().toString().equals(except)) {
        Files.createSymbolicLink(to.resolve(each.getFileName()), each);
      }
    }
  }

  private static List<Path> folders(Path in) throws IOException {
    if (!Files.isDirectory(in)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(in)) {
      return found.filter(Files::isDirectory).toList();
    }
  }

  /** Copies files to where {@code mvn install} would. */
  void install(String artifact, String version, Path pom, Path... jar) throws IOException {
    Path place = Files.createDirectories(folder.resolve(GROUP).resolve(OURS).resolve(artifact).resolve(version));
    String name = artifact + "-" + version;
    Files.copy(pom, place.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
    for (Path each : jar) {
      Files.copy(each, place.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  Path folder() {
    return folder;
  }

  /** Links are deleted as links; what Maven has put beside them stays. */
  @Override
  public void close() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
          Files.delete(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
