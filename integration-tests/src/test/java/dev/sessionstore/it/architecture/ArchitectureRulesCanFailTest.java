package dev.sessionstore.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that cannot fail proves nothing: each is shown a class that breaks it. */
class ArchitectureRulesCanFailTest {

  private static final JavaClasses OFFENDERS = new ClassFileImporter()
      .importPackages("dev.sessionstore.memory.offender", "dev.sessionstore.spi.offender",
          "dev.sessionstore.mybatis.offender", "dev.sessionstore.servlet.offender",
          "dev.sessionstore.types.offender", "dev.sessionstore.tck.probe.offender");

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(ModuleRules.THE_API_KNOWS_NO_ORM, "KnowsHibernate"),
        Arguments.of(ModuleRules.A_BACKEND_KNOWS_ITS_OWN_ORM_ALONE, "KnowsAnotherBackend"),
        Arguments.of(ModuleRules.A_BACKEND_LIVES_ON_PUBLIC_PACKAGES, "UsesInternal"),
        Arguments.of(ModuleRules.A_BACKEND_IS_ROWS_ONLY, "ReadsTheClock"),
        Arguments.of(ModuleRules.A_BACKEND_EXTENDS_THE_PORT_ALONE, "ImplementsTheListener"),
        Arguments.of(ModuleRules.THE_TYPES_KNOW_THE_CONTRACT_ALONE, "KnowsServlets"),
        Arguments.of(ModuleRules.THE_FILTER_KNOWS_CONTRACT_AND_TYPES_ALONE, "KnowsTheTable"),
        Arguments.of(ModuleRules.NOBODY_OUTSIDE_THE_API_USES_INTERNAL, "UsesInternal"),
        Arguments.of(ModuleRules.ONE_DOOR_LEADS_TO_INTERNAL, "OpensAPool"),
        Arguments.of(ModuleRules.THE_API_KNOWS_NO_SQL, "OpensAPool"),
        Arguments.of(ModuleRules.THE_PORT_IMPORTS_NOTHING, "KnowsTheEngine"),
        Arguments.of(ModuleRules.PACKAGES_HAVE_NO_CYCLE, "KnowsTheEngine"),
        Arguments.of(ModuleRules.THE_KITS_INSTRUMENTS_KNOW_NO_RULE, "KnowsARule"),
        Arguments.of(ModuleRules.ONE_CLASS_OPENS_A_POOL, "OpensAPool"),
        Arguments.of(ModuleRules.MODULES_HAVE_NO_CYCLE, "KnowsABackend"),
        Arguments.of(CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK, "currentTimeMillis"),
        Arguments.of(CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK, "java.time.Instant.now()"),
        Arguments.of(CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK, "java.time.LocalDateTime.now("),
        Arguments.of(CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK, "java.time.Clock.systemUTC()"),
        Arguments.of(CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK, "java.util.Date"),
        Arguments.of(CodeRules.ONLY_THE_OPTIONS_NAME_THE_SYSTEM_CLOCK, "ReadsTheClock"),
        Arguments.of(CodeRules.ONLY_INTERNAL_MEASURES_TIME, "ReadsTheClock"),
        Arguments.of(CodeRules.NOBODY_SLEEPS, "java.lang.Thread.sleep"),
        Arguments.of(CodeRules.NOBODY_SLEEPS, "java.util.concurrent.locks.LockSupport.parkNanos"),
        Arguments.of(CodeRules.NOBODY_PRINTS, "java.lang.System.out"),
        Arguments.of(CodeRules.NOBODY_PRINTS, "java.util.logging.Logger"),
        Arguments.of(CodeRules.NO_JACKSON_IN_A_SIGNATURE, "ShowsJackson"),
        Arguments.of(CodeRules.NAMES_SAY_WHAT_A_CLASS_IS, "SessionUtils"),
        Arguments.of(CodeRules.PUBLIC_CLASSES_ARE_CLOSED, "OpenToAll"),
        Arguments.of(CodeRules.NOTHING_STATIC_CHANGES, "OpenToAll.counter"),
        Arguments.of(CodeRules.NOTHING_STATIC_CHANGES, "OpenToAll.CACHE"),
        Arguments.of(CodeRules.EVERY_PACKAGE_IS_NULL_MARKED, "dev.sessionstore.mybatis.offender"),
        Arguments.of(SizeRules.NO_CLASS_HAS_MANY_FLAGS, "HasManyFlags has the flags [four, one, three, two]"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rules")
  void a_rule_names_who_breaks_it(ArchRule rule, String offender) {
    FailureReport report = rule.evaluate(OFFENDERS).getFailureReport();
    assertThat(report.toString()).contains(offender);
  }

  @Test
  void a_file_is_too_long_from_its_401st_line_on(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Enough.java"), "\n".repeat(400));
    Files.writeString(folder.resolve("Long.java"), "\n".repeat(401));
    Files.writeString(folder.resolve("text.md"), "\n".repeat(401));
    assertThat(SizeRules.longFiles(folder)).containsExactly("Long.java: 401");
  }
}
