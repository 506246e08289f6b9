package dev.sessionstore.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.tck.RuleCatalogue;
import dev.sessionstore.tck.SessionStoreTck;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's Java. Several backends are on this class path, so the first lines are given the
 * choice that a reader with one need not make.
 */
class ReadmeTest {

  private static final Path README =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent().resolve("README.md");
  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern RULE = Pattern.compile(
      "\\b(ID|GET|CREATE|SET|SAVE|UPDATE|TOUCH|ROTATE|DESTROY|LIST|EXPIRY|SWEEP|COL|TABLE|TX|LIFE|EVENT|ERR|SQL|SWAP)-\\d+\\b");
  private static final Pattern TEST = Pattern.compile("`([a-z]+(?:_[a-z0-9]+){2,})`");
  private static final Pattern RUNS_ALONE = Pattern.compile("(?s).*(url\\(|dataSource\\(dataSource\\)).*");

  private static final String IMPORTS = """
      import dev.sessionstore.*;
      import dev.sessionstore.ebean.EbeanSessionTable;
      import dev.sessionstore.hibernate.HibernateSessionTable;
      import org.apache.ibatis.annotations.Update;
      import dev.sessionstore.memory.*;
      import dev.sessionstore.mybatis.*;
      import java.util.*;
      """;

  private static final String WEB_IMPORTS = """
      import dev.sessionstore.servlet.*;
      import jakarta.servlet.*;
      import org.apache.catalina.Context;
      import org.apache.catalina.startup.Tomcat;
      import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
      import org.springframework.boot.web.servlet.FilterRegistrationBean;
      import org.springframework.context.annotation.Bean;
      import org.springframework.context.annotation.Configuration;
      import org.springframework.core.Ordered;
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
    // both artifacts call their superclass so
    String mapped = block.contains("EbeanSessionTable") ? "ebean" : "hibernate";
    String mapping = block.contains("@Entity")
        ? "import jakarta.persistence.Column;\nimport jakarta.persistence.Entity;\nimport jakarta.persistence.Table;\n"
        : "";
    String web = block.contains("SessionFilter") ? WEB_IMPORTS : "";
    Files.writeString(source, IMPORTS + web + mapping + "import dev.sessionstore." + mapped + ".MappedSession;\n" + """
        class Tenants {
          static String current() {
            return "acme";
          }
        }
        record Cart(List<String> items) {}
        @SuppressWarnings("unused")
        public class Shown {
          SessionStore store;
          org.hibernate.SessionFactory sessionFactory;
          org.apache.ibatis.session.SqlSessionFactory sqlSessionFactory;
          io.ebean.Database database;
          public void run(javax.sql.DataSource dataSource) throws Exception {
        """ + block + "}\n}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean fine =
          compiler
              .getTask(messages, files, null,
                  List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")), null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(fine).as(block + messages).isTrue();
    }
  }

  private void run(DataSource dataSource) throws Exception {
    try (URLClassLoader shown =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, SessionStore.class.getClassLoader())) {
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

  /** The table of the seed's tests, and every other mention. */
  @Test
  void rules_and_tests_that_the_readme_names_exist() throws Exception {
    String readme = Files.readString(README);
    Set<String> rules = RuleCatalogue.load().rules().stream().map(RuleCatalogue.Entry::id).collect(Collectors.toSet());
    List<String> named = RULE.matcher(readme).results().map(MatchResult::group).toList();
    assertThat(named).hasSizeGreaterThan(10).allSatisfy(rule -> assertThat(rules).contains(rule));
    Set<String> tests = Stream.of(SessionStoreTck.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
    List<String> methods = TEST.matcher(readme).results().map(found -> found.group(1)).toList();
    assertThat(methods).isNotEmpty().allSatisfy(test -> assertThat(tests).contains(test));
  }

  /** Each option that can be set stands in the README's table. */
  @Test
  void the_readme_names_every_option() throws Exception {
    String readme = Files.readString(README);
    assertThat(Stream.of(SessionStoreOptions.Builder.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1)
        .map(Method::getName)
        .distinct()).isNotEmpty().allSatisfy(option -> assertThat(readme).contains("`" + option + "`"));
  }
}
