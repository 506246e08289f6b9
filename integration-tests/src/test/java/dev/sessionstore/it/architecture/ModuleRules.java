package dev.sessionstore.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The allowed dependencies. */
final class ModuleRules {

  private static final String INTERNAL = "dev.sessionstore.internal..";

  static final ArchRule THE_API_KNOWS_NO_ORM = noClasses().that(Modules.module(Modules.API))
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("org.hibernate..", "org.apache.ibatis..", "io.ebean..", "io.ebeaninternal..",
          "jakarta.persistence..")
      .orShould().dependOnClassesThat(Modules.backends())
      .because("behaviour is written once, above the port, for any ORM");

  static final ArchRule A_BACKEND_KNOWS_ITS_OWN_ORM_ALONE = CompositeArchRule.of(
      Modules.BACKENDS.keySet().stream().sorted().map(ModuleRules::knowsNoOther).toList())
      .because("a user who picks one backend gets one ORM, and no backend leans on another");

  static final ArchRule A_BACKEND_LIVES_ON_PUBLIC_PACKAGES = noClasses().that(Modules.backends())
      .should().dependOnClassesThat().resideInAPackage(INTERNAL)
      .allowEmptyShould(true)
      .because("what our backends need, a third party's needs too: it must be public");

  static final ArchRule A_BACKEND_IS_ROWS_ONLY = noClasses().that(Modules.backends())
      .should().dependOnClassesThat().resideInAnyPackage("dev.sessionstore.memory..")
      .orShould()
      .dependOnClassesThat()
      .haveNameMatching(
          "dev\\.sessionstore\\.(Session|SessionId|SessionCodec|SessionDocument|SessionStore|SessionStoreOptions|ExpiryPolicy|IdHashing|SessionListener)(\\$.*)?")
      .orShould().dependOnClassesThat().haveNameMatching("java\\.time\\.(InstantSource|Clock)")
      .allowEmptyShould(true)
      .because("policy, ids, codec and clock are the engine's: that is why all backends behave alike");

  static final ArchRule A_BACKEND_EXTENDS_THE_PORT_ALONE = classes().that(Modules.backends())
      .should(extendOnly(resideInAnyPackage("dev.sessionstore.spi..", "dev.sessionstore.sql..")))
      .allowEmptyShould(true)
      .because("spi, and the SQL backends' base in sql, are made to be implemented; nothing else is");

  static final ArchRule THE_TYPES_KNOW_THE_CONTRACT_ALONE = classes().that(Modules.module("store-types"))
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(Modules.ROOT, "dev.sessionstore.types..", "java..", "org.jspecify..")
      .allowEmptyShould(true)
      .because("every host of sessions uses them, whatever framework it is made for");

  static final ArchRule THE_FILTER_KNOWS_CONTRACT_AND_TYPES_ALONE = classes().that(Modules.module("store-servlet"))
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(Modules.ROOT, "dev.sessionstore.types..", "dev.sessionstore.servlet..", "java..",
          "javax.crypto..", "jakarta.servlet..", "org.slf4j..", "org.jspecify..")
      .allowEmptyShould(true)
      .because(
          "it uses the store as any application can, so that everything below the contract can be swapped");

  static final ArchRule NOBODY_OUTSIDE_THE_API_USES_INTERNAL = noClasses().that(not(Modules.module(Modules.API)))
      .should().dependOnClassesThat().resideInAPackage(INTERNAL)
      .because("internal is not for use from outside: the kit and the filter do what an application can");

  static final ArchRule ONE_DOOR_LEADS_TO_INTERNAL = noClasses()
      .that(Modules.module(Modules.API)).and(not(resideInAPackage(INTERNAL)))
      .and().doNotHaveFullyQualifiedName("dev.sessionstore.SessionStore$Builder")
      .should().dependOnClassesThat(resideInAPackage(INTERNAL))
      .because("only the builder opens the engine; another way in would make upper layers depend on lower ones");

  static final ArchRule THE_PORT_IMPORTS_NOTHING = noClasses().that().resideInAPackage("dev.sessionstore.spi..")
      .should().dependOnClassesThat(describe("ours, elsewhere",
          type -> Modules.isOurs(type) && !type.getPackageName().startsWith("dev.sessionstore.spi")))
      .because("a backend needs the port and no more, and everything else may depend on it");

  static final ArchRule THE_API_KNOWS_NO_SQL = noClasses().that(Modules.module(Modules.API))
      .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "com.zaxxer..", "dev.sessionstore.sql..")
      .orShould().dependOnClassesThat(resideInAPackage("javax.sql..").and(not(name("javax.sql.DataSource"))))
      .because("hosts and storages of any kind use the contract; what an SQLState means belongs to store-sql");

  static final ArchRule PACKAGES_HAVE_NO_CYCLE = slices().assignedFrom(new SliceAssignment() {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      // the builder is the one allowed exception, by the rule above
      return Modules.isOurs(type) && !type.getName().equals("dev.sessionstore.SessionStore$Builder")
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }).namingSlices("$1").should().beFreeOfCycles().because("a reader can start anywhere and only reads downwards");

  static final ArchRule THE_KITS_INSTRUMENTS_KNOW_NO_RULE = noClasses()
      .that().resideInAPackage("dev.sessionstore.tck.probe..")
      .should().dependOnClassesThat().resideInAnyPackage("dev.sessionstore.tck", "dev.sessionstore.tck.rules..")
      .because("the kit's rules use its instruments, and harnesses use both; nothing leads back");

  static final ArchRule ONE_CLASS_OPENS_A_POOL = classes()
      .that(describe("use HikariCP", type -> uses(type, "com.zaxxer.hikari")))
      .should(beOneClassOf(Modules.SQL))
      .allowEmptyShould(true)
      .because("an application with a DataSource never loads HikariCP, and one class is enough to replace it");

  static final ArchRule MODULES_HAVE_NO_CYCLE = slices().assignedFrom(new SliceAssignment() {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return Modules.isOurs(type) ? SliceIdentifier.of(Modules.of(type)) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "modules";
    }
  }).namingSlices("$1").should().beFreeOfCycles().because("data travels down and comes back up; nothing runs back up");

  private ModuleRules() {}

  private static ArchRule knowsNoOther(String backend) {
    Set<String> foreign = new HashSet<>();
    Modules.BACKENDS.forEach((other, orm) -> {
      if (!other.equals(backend)) {
        foreign.addAll(orm);
        foreign.add(Modules.ROOT + "." + other + "..");
      }
    });
    foreign.removeAll(Modules.BACKENDS.getOrDefault(backend, List.of()));
    return noClasses().that(Modules.module("store-" + backend))
        .should().dependOnClassesThat().resideInAnyPackage(foreign.toArray(String[]::new))
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> extendOnly(DescribedPredicate<JavaClass> allowed) {
    return new ArchCondition<>("extend or implement nothing of ours but " + allowed.getDescription()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
            .filter(parent -> Modules.isOurs(parent) && !Modules.of(parent).equals(Modules.of(type))
                && !allowed.test(parent))
            .forEach(parent -> events
                .add(SimpleConditionEvent.violated(type, type.getName() + " extends " + parent.getName())));
      }
    };
  }

  private static ArchCondition<JavaClass> beOneClassOf(String module) {
    List<JavaClass> seen = new ArrayList<>();
    return new ArchCondition<>("be one class of " + module) {
      @Override
      public void init(Collection<JavaClass> all) {
        seen.clear();
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        JavaClass outer = outermost(type);
        if (!Modules.of(type).equals(module)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is not of " + module));
        } else if (!seen.contains(outer)) {
          seen.add(outer);
        }
      }

      @Override
      public void finish(ConditionEvents events) {
        if (seen.size() > 1) {
          events.add(SimpleConditionEvent.violated(seen,
              "several classes do: " + seen.stream().map(JavaClass::getName).sorted().toList()));
        }
      }
    };
  }

  private static boolean uses(JavaClass type, String packageName) {
    return type.getDirectDependenciesFromSelf()
        .stream()
        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(packageName));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ModuleRules::outermost).orElse(type);
  }
}
