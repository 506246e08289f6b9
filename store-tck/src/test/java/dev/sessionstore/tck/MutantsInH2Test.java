package dev.sessionstore.tck;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A class of its own, so that they run beside {@link MutantsTest}: they take most of the kit's
 * build.
 */
class MutantsInH2Test {

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.sessionstore.tck.MutantsTest#inH2")
  void a_wrong_store_breaks_the_rules_declared_for_it_and_no_others(Mutant mutant) throws IOException {
    MutantsTest.judge(mutant);
  }
}
