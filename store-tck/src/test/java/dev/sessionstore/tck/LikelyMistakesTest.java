package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.sessionstore.IdHashing;
import dev.sessionstore.SessionStore;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.tck.rules.Rule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The ten most likely mistakes of a backend's author, each made in the reference backend: what the
 * kit's message teaches.
 */
class LikelyMistakesTest {

  /** A harness whose backend is right but for one thing. */
  abstract static class Mistaken extends SessionStoreTck {

    final JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:mem:" + getClass().getSimpleName() + ";DB_CLOSE_DELAY=-1", "sa", "");

    @Override
    protected Optional<DataSource> database() {
      return Optional.of(pool);
    }

    @Override
    protected SessionStore open(SessionStore.Builder prepared) {
      return prepared.table(definition -> {
        SessionTable right = JdbcSessionTable.on(dataSource()).open(definition);
        return (SessionTable) Proxy.newProxyInstance(SessionTable.class.getClassLoader(),
            new Class<?>[] {SessionTable.class},
            (proxy, method, given) -> answer(right, method, given == null ? new Object[0] : given));
      }).open();
    }

    @Nullable Object answer(SessionTable right, Method method, @Nullable Object[] given) throws Throwable {
      return mistaken(method.getName(), given) ? mistake(right, given) : rightly(right, method, given);
    }

    static @Nullable Object rightly(SessionTable right, Method method, @Nullable Object[] given) throws Throwable {
      try {
        return method.invoke(right, given);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    boolean mistaken(String operation, @Nullable Object[] given) {
      return false;
    }

    @Nullable Object mistake(SessionTable right, @Nullable Object[] given) throws Exception {
      throw new AssertionError("not mistaken");
    }
  }

  static class BoundaryOffByOne extends Mistaken {
    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("count");
    }

    @Override
    Object mistake(SessionTable right, @Nullable Object[] given) {
      return right.count((Long) given[0] - 1);
    }
  }

  static class TouchRevives extends Mistaken {
    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("touch");
    }

    @Override
    Object mistake(SessionTable right, @Nullable Object[] given) {
      ExpiryTerms terms = (ExpiryTerms) given[1];
      return right.touch((String) given[0],
          new ExpiryTerms(0, terms.now() + terms.idle(), terms.lifetime(), terms.latest()));
    }
  }

  static class SaveUpserts extends Mistaken {
    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("update");
    }

    @Override
    Object mistake(SessionTable right, @Nullable Object[] given) {
      right.upsert((SessionRow) given[3], new ExpiryTerms((Long) given[2], 0, ExpiryTerms.UNLIMITED, Long.MAX_VALUE));
      return true;
    }
  }

  static class SetInTwoSteps extends Mistaken {
    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("upsert");
    }

    @Override
    Object mistake(SessionTable right, @Nullable Object[] given) {
      SessionRow row = (SessionRow) given[0];
      right.delete(row.key());
      right.insert(row);
      return new SessionTable.Times(row.createdAt(), row.expires());
    }
  }

  static class RotateKeepsTheOldId extends Mistaken {
    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("update") && !((SessionRow) given[3]).key().equals(given[0]);
    }

    @Override
    Object mistake(SessionTable right, @Nullable Object[] given) {
      right.insert((SessionRow) given[3]);
      return true;
    }
  }

  static class PurgeWithoutRecheck extends Mistaken {
    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("purge");
    }

    @Override
    Object mistake(SessionTable right, @Nullable Object[] given) throws Exception {
      List<String> dead = WrongSql.deadKeys(pool, (Long) given[0], (Integer) given[1]);
      return new SessionTable.Purged((int) dead.stream().filter(right::delete).count(), Long.MIN_VALUE);
    }
  }

  static class IdsCaseFolded extends Mistaken {
    @Override
    protected SessionStore open(SessionStore.Builder prepared) {
      return super.open(prepared.options(o -> o.idHashing(IdHashing.none())));
    }

    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("find");
    }

    @Override
    @Nullable Object mistake(SessionTable right, @Nullable Object[] given) {
      String key = (String) given[0];
      SessionRow found = right.find(key);
      return found != null ? found : right.find(key.toLowerCase(Locale.ROOT));
    }
  }

  static class DataCut extends Mistaken {
    @Override
    @Nullable Object answer(SessionTable right, Method method, @Nullable Object[] given) throws Throwable {
      return rightly(right, method,
          Arrays.stream(given).map(each -> each instanceof SessionRow row ? cut(row) : each).toArray());
    }

    private static SessionRow cut(SessionRow row) {
      return new SessionRow(row.key(), row.data().substring(0, Math.min(row.data().length(), 65_535)), row.expires(),
          row.maxAge(), row.version(), row.createdAt(), row.updatedAt(), row.columns());
    }
  }

  static class ClosesTheDataSource extends Mistaken {
    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("close");
    }

    @Override
    @Nullable Object mistake(SessionTable right, @Nullable Object[] given) {
      right.close();
      pool.dispose();
      return null;
    }
  }

  static class LeaksAConnection extends Mistaken {
    private final List<Connection> leaked = new ArrayList<>();

    @Override
    boolean mistaken(String operation, @Nullable Object[] given) {
      return operation.equals("count");
    }

    @Override
    Object mistake(SessionTable right, @Nullable Object[] given) throws Exception {
      leaked.add(dataSource().getConnection());
      return right.count((Long) given[0]);
    }
  }

  /**
   * What is expected of a message.
   *
   * @param rule that the mistake breaks
   * @param seen part of what the message says was seen
   * @param look part of where it sends the reader
   */
  private record Mistake(Class<? extends Mistaken> harness, String rule, String seen, String look) {}

  private static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(BoundaryOffByOne.class, "LIST-1", "expected: <", "`expires > now` in `count` and `page`"),
        new Mistake(TouchRevives.class, "TOUCH-2", "expected: <false> but was: <true>",
            "`expires > now` in the condition of `touch`"),
        new Mistake(SaveUpserts.class, "SAVE-2", "expected: <GONE> but was: <SAVED>", "an ORM's merge"),
        new Mistake(SetInTwoSteps.class, "SET-1", "expected: <", "A delete followed by an insert loses it"),
        new Mistake(RotateKeepsTheOldId.class, "ROTATE-2", "", "an insert under the new key leaves the old one alive"),
        new Mistake(PurgeWithoutRecheck.class, "SWEEP-3", "expected: <",
            "keys chosen by an earlier select may live by now"),
        new Mistake(IdsCaseFolded.class, "ID-1", "", "any trim or lower-casing on the way"),
        new Mistake(DataCut.class, "GET-4", "", "nothing cut, trimmed or re-encoded"),
        new Mistake(ClosesTheDataSource.class, "LIFE-1", "", "never the DataSource or factory that was passed in"),
        new Mistake(LeaksAConnection.class, "LIFE-2", "expected: <0> but was: <1>", "without try-with-resources"));
  }

  private static List<String> said(Class<? extends Mistaken> harness, String rule) {
    List<MethodSelector> tests = Arrays.stream(SessionStoreTck.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Rule.class)
            && List.of(method.getAnnotation(Rule.class).value()).contains(rule))
        .map(method -> selectMethod(harness, method.getName())).toList();
    assumeFalse(tests.isEmpty(), "The kit has no test of " + rule + " yet, so this mistake is not found.");
    return EngineTestKit.engine("junit-jupiter").configurationParameter(RunSummary.FOLDER, RunSummary.OFF)
        .selectors(tests.toArray(MethodSelector[]::new)).execute().testEvents().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow().getMessage())
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> the_message_says_rule_sentence_what_was_seen_and_where_to_look() {
    return mistakes()
        .map(mistake -> DynamicTest.dynamicTest(mistake.harness().getSimpleName(), () -> teaches(mistake)));
  }

  private static void teaches(Mistake mistake) {
    String sentence = RuleCatalogue.load().find(mistake.rule()).orElseThrow().sentence();
    assertThat(said(mistake.harness(), mistake.rule())).isNotEmpty().anySatisfy(message -> {
      assertThat(message).contains(mistake.rule() + ": " + sentence + "\n");
      int found = message.indexOf("\n==> ");
      int hint = message.indexOf("\nlook at: ");
      assertThat(found).isPositive();
      assertThat(hint).isGreaterThan(found);
      assertThat(message.substring(found, hint)).contains(mistake.seen());
      assertThat(message.substring(hint)).contains(mistake.look());
    });
  }
}
