package dev.sessionstore.it.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;

/** The packages and classes of the published modules. */
final class Modules {

  static final String ROOT = "dev.sessionstore";
  static final String API = "store-api";
  static final String SQL = "store-sql";
  /** Each backend's package, and the packages of its ORM; those that do not exist yet included. */
  static final Map<String, List<String>> BACKENDS = Map.of(
      "jdbc", List.of(),
      "hibernate", List.of("org.hibernate..", "jakarta.persistence.."),
      "mybatis", List.of("org.apache.ibatis.."),
      "ebean", List.of("io.ebean..", "io.ebeaninternal..", "jakarta.persistence.."));

  private static final List<String> UNPUBLISHED = List.of("/examples/", "/benchmarks/", "/test-databases/");
  private static final List<String> API_PACKAGES = List.of("spi", "memory", "internal");

  private Modules() {}

  /** Main classes of every published module on the class path. */
  static JavaClasses published() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> UNPUBLISHED.stream().noneMatch(location::contains))
        .importPackages(ROOT);
  }

  /** {@code store-api}, {@code store-hibernate} … */
  static String of(JavaClass type) {
    String name = type.getPackageName();
    String first = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    return first.isEmpty() || API_PACKAGES.contains(first) ? API : "store-" + first;
  }

  static DescribedPredicate<JavaClass> module(String module) {
    return DescribedPredicate.describe("classes of " + module, type -> isOurs(type) && of(type).equals(module));
  }

  static DescribedPredicate<JavaClass> backends() {
    return DescribedPredicate.describe("classes of a backend", Modules::isBackend);
  }

  static boolean isBackend(JavaClass type) {
    return isOurs(type) && BACKENDS.containsKey(of(type).substring("store-".length()));
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }
}
