package dev.sessionstore.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionStore;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java. Several backends are on this class path, so the first lines are given the choice that a reader with one need not make. */
class ReadmeTest {

  private static final Path README = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent().resolve("README.md");
  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern RUNS_ALONE = Pattern.compile("(?s).*(url\\(|dataSource\\(dataSource\\)).*");

  private static final String IMPORTS = """
      import dev.sessionstore.*;
      import dev.sessionstore.ebean.*;
      import dev.sessionstore.hibernate.*;
      import dev.sessionstore.memory.*;
      import dev.sessionstore.mybatis.*;
      import java.util.*;
      """;

  @TempDir
  private Path folder;

  private static List<String> blocks() throws Exception {
    List<String> blocks = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(Files.readString(README)); block.find();) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  /** {@return the block as a class Shown with a method run, compiled into the folder} */
  private void compile(String block) throws Exception {
    Path source = folder.resolve("Shown.java");
    Files.writeString(source, IMPORTS + """
        @SuppressWarnings("unused")
        public class Shown {
          static class WebSession extends dev.sessionstore.hibernate.MappedSession {}
          static class WebBean extends dev.sessionstore.ebean.MappedSession {}
          interface WebSessionMapper extends SessionMapper {}
          org.hibernate.SessionFactory sessionFactory;
          org.apache.ibatis.session.SqlSessionFactory sqlSessionFactory;
          io.ebean.Database database;
          public void run(javax.sql.DataSource dataSource) throws Exception {
        """ + block + "}\n}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean fine = compiler.getTask(messages, files, null, List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")),
          null, files.getJavaFileObjects(source)).call();
      assertThat(fine).as(block + messages).isTrue();
    }
  }

  private void run(DataSource dataSource) throws Exception {
    try (URLClassLoader shown = new URLClassLoader(new URL[] {folder.toUri().toURL()}, SessionStore.class.getClassLoader())) {
      Class<?> type = shown.loadClass("Shown");
      type.getMethod("run", DataSource.class).invoke(type.getConstructor().newInstance(), dataSource);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Test
  void every_block_of_java_in_the_readme_compiles_and_what_needs_no_factory_runs() throws Exception {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1");
    int run = 0;
    for (String block : blocks()) {
      compile(block.replace("jdbc:h2:./data/app", "jdbc:h2:" + folder.resolve("app").toString().replace('\\', '/'))
          .replace("SessionStore.builder().url(", "SessionStore.builder().backend(\"hibernate\").url(")
          .replace("SessionStore.builder().dataSource(", "SessionStore.builder().backend(\"mybatis\").dataSource("));
      if (RUNS_ALONE.matcher(block).matches()) {
        run(dataSource);
        run++;
      }
    }
    assertThat(blocks()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(run).isGreaterThanOrEqualTo(2);
  }

  @Test
  void the_lines_that_start_the_readme_are_at_most_twenty() throws Exception {
    assertThat(blocks().get(0).lines().count()).isLessThanOrEqualTo(20);
  }

  /** Each option that can be set stands in the README's table. */
  @Test
  void the_readme_names_every_option() throws Exception {
    String readme = Files.readString(README);
    assertThat(Stream.of(dev.sessionstore.SessionStoreOptions.Builder.class.getDeclaredMethods())
        .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1)
        .map(java.lang.reflect.Method::getName).distinct()).isNotEmpty().allSatisfy(option -> assertThat(readme).contains("`" + option + "`"));
  }
}
