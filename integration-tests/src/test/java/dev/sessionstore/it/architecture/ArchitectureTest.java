package dev.sessionstore.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link ModuleRules}, {@link CodeRules} and {@link SizeRules}, on the main classes of
 * every {@code store-*} module.
 */
class ArchitectureTest {

  private static final JavaClasses CLASSES = Modules.published();
  private static final Path PROJECT =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent();

  @Test
  void every_published_module_is_looked_at() throws IOException {
    assertThat(CLASSES.size()).as("imported classes").isGreaterThan(40);
    assertThat(CLASSES.stream().map(Modules::of).distinct().toList())
        .as("modules whose classes are on the class path; add a missing one to the dependencies in"
            + " integration-tests/pom.xml")
        .containsExactlyInAnyOrderElementsOf(folders());
  }

  @Test
  void the_api_knows_no_orm() {
    check(ModuleRules.THE_API_KNOWS_NO_ORM);
  }

  @Test
  void a_backend_knows_its_own_orm_alone() {
    check(ModuleRules.A_BACKEND_KNOWS_ITS_OWN_ORM_ALONE);
  }

  @Test
  void a_backend_lives_on_public_packages() {
    check(ModuleRules.A_BACKEND_LIVES_ON_PUBLIC_PACKAGES);
  }

  @Test
  void a_backend_is_rows_only() {
    check(ModuleRules.A_BACKEND_IS_ROWS_ONLY);
  }

  @Test
  void a_backend_extends_the_port_alone() {
    check(ModuleRules.A_BACKEND_EXTENDS_THE_PORT_ALONE);
  }

  @Test
  void the_types_know_the_contract_alone() {
    check(ModuleRules.THE_TYPES_KNOW_THE_CONTRACT_ALONE);
  }

  @Test
  void the_filter_knows_contract_and_types_alone() {
    check(ModuleRules.THE_FILTER_KNOWS_CONTRACT_AND_TYPES_ALONE);
  }

  @Test
  void nobody_outside_the_api_uses_internal() {
    check(ModuleRules.NOBODY_OUTSIDE_THE_API_USES_INTERNAL);
  }

  @Test
  void one_door_leads_to_internal() {
    check(ModuleRules.ONE_DOOR_LEADS_TO_INTERNAL);
  }

  @Test
  void the_port_imports_nothing() {
    check(ModuleRules.THE_PORT_IMPORTS_NOTHING);
  }

  @Test
  void the_api_knows_no_sql() {
    check(ModuleRules.THE_API_KNOWS_NO_SQL);
  }

  @Test
  void packages_have_no_cycle() {
    check(ModuleRules.PACKAGES_HAVE_NO_CYCLE);
  }

  @Test
  void the_kits_instruments_know_no_rule() {
    check(ModuleRules.THE_KITS_INSTRUMENTS_KNOW_NO_RULE);
  }

  @Test
  void one_class_opens_a_pool() {
    check(ModuleRules.ONE_CLASS_OPENS_A_POOL);
  }

  @Test
  void modules_have_no_cycle() {
    check(ModuleRules.MODULES_HAVE_NO_CYCLE);
  }

  @Test
  void nobody_reads_the_system_clock() {
    check(CodeRules.NOBODY_READS_THE_SYSTEM_CLOCK);
  }

  @Test
  void only_the_options_name_the_system_clock() {
    check(CodeRules.ONLY_THE_OPTIONS_NAME_THE_SYSTEM_CLOCK);
  }

  @Test
  void only_internal_measures_time() {
    check(CodeRules.ONLY_INTERNAL_MEASURES_TIME);
  }

  @Test
  void nobody_sleeps() {
    check(CodeRules.NOBODY_SLEEPS);
  }

  @Test
  void nobody_prints() {
    check(CodeRules.NOBODY_PRINTS);
  }

  @Test
  void no_jackson_in_a_signature() {
    check(CodeRules.NO_JACKSON_IN_A_SIGNATURE);
  }

  @Test
  void names_say_what_a_class_is() {
    check(CodeRules.NAMES_SAY_WHAT_A_CLASS_IS);
  }

  @Test
  void public_classes_are_closed() {
    check(CodeRules.PUBLIC_CLASSES_ARE_CLOSED);
  }

  @Test
  void nothing_static_changes() {
    check(CodeRules.NOTHING_STATIC_CHANGES);
  }

  @Test
  void every_package_is_null_marked() {
    check(CodeRules.EVERY_PACKAGE_IS_NULL_MARKED);
  }

  @Test
  void no_class_has_many_flags() {
    check(SizeRules.NO_CLASS_HAS_MANY_FLAGS);
  }

  @Test
  void no_main_source_has_more_than_400_lines() throws IOException {
    List<String> found = new ArrayList<>();
    for (String folder : folders()) {
      SizeRules.longFiles(PROJECT.resolve(folder).resolve("src/main/java"))
          .forEach(file -> found.add(folder + " " + file));
    }
    assertThat(found).as("files that hold more than one idea: cut them by ideas").isEmpty();
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  /**
   * Folders of published modules that have main sources: {@code store-api}, {@code store-hibernate}
   * …
   */
  private static List<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(PROJECT)) {
      return all.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.startsWith("store-"))
          .collect(Collectors.toList());
    }
  }
}
