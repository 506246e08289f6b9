package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.sessionstore.IdHashing;
import dev.sessionstore.SessionStore;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.tck.rules.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
      return prepared.table(definition -> wrong(JdbcSessionTable.on(dataSource()).open(definition))).open();
    }

    SessionTable wrong(SessionTable right) {
      return right;
    }
  }

  static class BoundaryOffByOne extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public long count(long now) {
          return table.count(now - 1);
        }
      };
    }
  }

  static class TouchRevives extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public boolean touch(String key, ExpiryTerms terms) {
          return table.touch(key,
              new ExpiryTerms(0, terms.now() + terms.idle(), terms.lifetime(), terms.latest()));
        }
      };
    }
  }

  static class SaveUpserts extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
          table.upsert(row, Rows.endless(now));
          return true;
        }
      };
    }
  }

  static class SetInTwoSteps extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public Times upsert(SessionRow row, ExpiryTerms terms) {
          table.delete(row.key());
          table.insert(row);
          return new Times(row.createdAt(), row.expires());
        }
      };
    }
  }

  static class RotateKeepsTheOldId extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
          if (row.key().equals(key)) {
            return table.update(key, version, now, row, slide);
          }
          table.insert(row);
          return true;
        }
      };
    }
  }

  static class SweepWithoutRecheck extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public Swept sweep(long deadline, int limit, long from) {
          List<String> dead = WrongSql.deadKeys(pool, deadline, limit);
          return new Swept((int) dead.stream().filter(table::delete).count(), Long.MIN_VALUE);
        }
      };
    }
  }

  static class IdsCaseFolded extends Mistaken {
    @Override
    protected SessionStore open(SessionStore.Builder prepared) {
      return super.open(prepared.options(o -> o.idHashing(IdHashing.none())));
    }

    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public @Nullable SessionRow find(String key) {
          SessionRow found = table.find(key);
          return found != null ? found : table.find(key.toLowerCase(Locale.ROOT));
        }
      };
    }
  }

  static class DataCut extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public void insert(SessionRow row) {
          table.insert(Rows.cut(row, 65_535));
        }

        @Override
        public Times upsert(SessionRow row, ExpiryTerms terms) {
          return table.upsert(Rows.cut(row, 65_535), terms);
        }

        @Override
        public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
          return table.update(key, version, now, Rows.cut(row, 65_535), slide);
        }
      };
    }
  }

  static class ClosesTheDataSource extends Mistaken {
    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public void close() {
          table.close();
          pool.dispose();
        }
      };
    }
  }

  static class LeaksAConnection extends Mistaken {
    private final Queue<Connection> leaked = new ConcurrentLinkedQueue<>(); // rules race

    @Override
    SessionTable wrong(SessionTable right) {
      return new ForwardingSessionTable(right) {
        @Override
        public long count(long now) {
          try {
            leaked.add(dataSource().getConnection());
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          return table.count(now);
        }
      };
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
        new Mistake(SweepWithoutRecheck.class, "SWEEP-3", "expected: <",
            "keys chosen by an earlier select may be live by now"),
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
