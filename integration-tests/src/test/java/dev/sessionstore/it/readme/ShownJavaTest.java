package dev.sessionstore.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionStore;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the Java of the README and of docs, each block with only the imports it shows. Since
 * several backends are on this class path, blocks get the choice that a reader with one backend
 * need not make.
 */
class ShownJavaTest {

  private static final Pattern PROGRAM =
      Pattern.compile("(?s)(?:import [^\\n]+\\n|\\n)+class (\\w+) \\{.*void main\\(.*");
  private static final Pattern RUNS_ALONE = Pattern.compile("(?s).*(url\\(|dataSource\\(dataSource\\)).*");

  /** A reader's own classes and factories. */
  private static final String AROUND = """
      class Tenants {
        static String current() {
          return "acme";
        }
      }
      record Cart(java.util.List<String> items) {}
      @SuppressWarnings("unused")
      public class Shown {
        dev.sessionstore.SessionStore store;
        org.hibernate.SessionFactory sessionFactory;
        org.apache.ibatis.session.SqlSessionFactory sqlSessionFactory;
        io.ebean.Database database;
        public void run(javax.sql.DataSource dataSource) throws Exception {
      """;

  @TempDir
  private Path folder;

  /**
   * A block and its class.
   *
   * @param name with its package
   * @param text as shown, each database in a place of its own
   */
  private record Shown(String name, String text) {

    private static Shown of(int number, String block, Path folder) {
      Matcher program = PROGRAM.matcher(block);
      String place = folder.resolve("block" + number + "/app").toString().replace('\\', '/');
      return new Shown("block" + number + "." + (program.matches() ? program.group(1) : "Shown"), block
          .replace("jdbc:h2:./data/app", "jdbc:h2:" + place)
          .replace("SessionStore.builder().url(", "SessionStore.builder().backend(\"hibernate\").url(")
          .replace("SessionStore.builder().dataSource(", "SessionStore.builder().backend(\"mybatis\").dataSource("));
    }

    private boolean isProgram() {
      return PROGRAM.matcher(text).matches();
    }

    private boolean runsAlone() {
      return RUNS_ALONE.matcher(text).matches();
    }

    private String source() {
      String inPackage = "package " + name.substring(0, name.indexOf('.')) + ";\n";
      return inPackage + (isProgram() ? text : imports(true) + AROUND + imports(false) + "}\n}\n");
    }

    /** {@return the imports, or all but these} */
    private String imports(boolean wanted) {
      return text.lines().filter(line -> line.startsWith("import ") == wanted)
          .collect(Collectors.joining("\n", "", "\n"));
    }

    private void run(ClassLoader loader, DataSource dataSource) throws Exception {
      Class<?> type = loader.loadClass(name);
      try {
        if (isProgram()) {
          Method main = type.getMethod("main", String[].class);
          main.setAccessible(true);
          main.invoke(null, (Object) new String[0]);
        } else {
          type.getMethod("run", DataSource.class).invoke(type.getConstructor().newInstance(), dataSource);
        }
      } catch (InvocationTargetException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  private List<Shown> blocks() throws Exception {
    List<Shown> blocks = new ArrayList<>();
    for (Page page : Page.guide()) {
      for (String block : page.blocks("java")) {
        blocks.add(Shown.of(blocks.size() + 1, block, folder));
      }
    }
    return blocks;
  }

  private void compile(List<Shown> blocks) throws Exception {
    List<Path> sources = new ArrayList<>();
    for (Shown block : blocks) {
      Path source = folder.resolve(block.name().replace('.', '/') + ".java");
      Files.createDirectories(source.getParent());
      sources.add(Files.writeString(source, block.source()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      String classPath = System.getProperty("java.class.path");
      boolean fine = compiler.getTask(messages, files, null,
          List.of("-d", folder.toString(), "-proc:none", "-cp", classPath), null,
          files.getJavaFileObjectsFromPaths(sources)).call();
      assertThat(fine).as(messages.toString()).isTrue();
    }
  }

  @Test
  void every_block_of_java_compiles_with_the_imports_it_shows_and_what_needs_no_factory_runs() throws Exception {
    List<Shown> blocks = blocks();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(8);
    compile(blocks);
    List<Shown> programs = blocks.stream().filter(Shown::runsAlone).toList();
    assertThat(programs).hasSizeGreaterThanOrEqualTo(5).anyMatch(Shown::isProgram);
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:shown;DB_CLOSE_DELAY=-1");
    URL[] compiled = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(compiled, SessionStore.class.getClassLoader())) {
      for (Shown program : programs) {
        program.run(loader, dataSource);
      }
    }
  }
}
