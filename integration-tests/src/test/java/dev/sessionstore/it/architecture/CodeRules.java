package dev.sessionstore.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Rules for the code of all classes. */
final class CodeRules {

  private static final String INTERNAL = "dev.sessionstore.internal";

  static final ArchRule NOBODY_READS_THE_SYSTEM_CLOCK = classes()
      .should(haveNoAccess("the system clock", (from, target) -> readsClock(target)))
      .because("time is the options' InstantSource: only then is expiry a pure function and every test deterministic");

  static final ArchRule ONLY_THE_OPTIONS_NAME_THE_SYSTEM_CLOCK = classes()
      .should(haveNoAccess("InstantSource.system()", (from, target) -> is(target, "java.time.InstantSource", "system")
          && !from.getName().matches("dev\\.sessionstore\\.OptionValues(\\$.*)?")))
      .because("the default clock is set in one place");

  static final ArchRule ONLY_INTERNAL_MEASURES_TIME = classes()
      .should(haveNoAccess("System.nanoTime", (from, target) -> is(target, "java.lang.System", "nanoTime")
          && !from.getPackageName().equals(INTERNAL)
          && !from.getFullName().startsWith("dev.sessionstore.tck.rules.Race")))
      .because("a monotonic clock only bounds the engine's retries, and how long the kit waits for a thread");

  static final ArchRule NOBODY_SLEEPS = classes()
      .should(haveNoAccess("a sleep", (from, target) -> is(target, "java.lang.Thread", "sleep")
          || is(target, "java.util.concurrent.TimeUnit", "sleep")
          || target.getTargetOwner().isEquivalentTo(LockSupport.class) && target.getName().startsWith("park")
              && !from.getPackageName().equals(INTERNAL)))
      .because("pauses are handed in, so that tests need not wait; the real one is named where a store is opened");

  static final ArchRule NOBODY_PRINTS = noClasses()
      .that().doNotHaveFullyQualifiedName("dev.sessionstore.tck.rules.LogCapture")
      .and().doNotHaveFullyQualifiedName("dev.sessionstore.tck.probe.ForwardingDataSource")
      .and().doNotHaveFullyQualifiedName("dev.sessionstore.tck.probe.StatementProbe") // javac's bridges to it
      .and().doNotHaveFullyQualifiedName("dev.sessionstore.tck.RunSummary")
      .should().dependOnClassesThat().resideInAPackage("java.util.logging..")
      .orShould(haveAccess("System.out, System.err or printStackTrace",
          (from, target) -> is(target, "java.lang.System", "out")
              || is(target, "java.lang.System", "err") || target.getName().equals("printStackTrace")))
      .because(
          "a library speaks through SLF4J or not at all; the kit listens to standard error and prints a run's summary,"
              + " and its DataSource has to name java.util.logging");

  static final ArchRule NO_JACKSON_IN_A_SIGNATURE = classes()
      .that().resideOutsideOfPackage(INTERNAL)
      .should(showNothingOf("tools.jackson", "com.fasterxml"))
      .because("the codec can be replaced, and Jackson's next major version must not be ours");

  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
      .should().haveNameMatching("(.*[.$])?\\w*(Utils?|Impl|Manager|Helper)")
      .because("such a name says nothing: a class that deserves to exist has a better one");

  static final ArchRule PUBLIC_CLASSES_ARE_CLOSED = classes()
      .that().arePublic().and().areNotInterfaces().and().areNotEnums()
      .and(describe("not abstract", type -> !type.getModifiers().contains(ABSTRACT)))
      .and(describe("not final", type -> !type.getModifiers().contains(FINAL)))
      .and().areNotAnnotatedWith("jakarta.persistence.Entity")
      .should().beAssignableTo(Throwable.class)
      .allowEmptyShould(true)
      .because(
          "what was not made to be extended cannot be broken by an extension; an entity is left open"
              + " for its ORM's proxies");

  static final ArchRule NOTHING_STATIC_CHANGES = fields()
      .that().areStatic()
      .and(describe("written by hand", field -> !field.getModifiers().contains(SYNTHETIC)))
      .should(beConstant())
      .because("two stores in one process share nothing");

  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = all(new AbstractClassesTransformer<JavaPackage>("packages") {
    @Override
    public Iterable<JavaPackage> doTransform(JavaClasses classes) {
      Set<JavaPackage> packages = new LinkedHashSet<>();
      classes.forEach(type -> packages.add(type.getPackage()));
      return packages;
    }
  }).should(new ArchCondition<>("have a package-info with @NullMarked") {
    @Override
    public void check(JavaPackage item, ConditionEvents events) {
      if (!item.isAnnotatedWith(NullMarked.class)) {
        events.add(
            SimpleConditionEvent.violated(item, "package " + item.getName() + " has no package-info with @NullMarked"));
      }
    }
  }).because("only the type says whether a value may be null");

  private CodeRules() {}

  private static boolean readsClock(JavaAccess<?> target) {
    String owner = target.getTargetOwner().getName();
    String name = target.getName();
    boolean argumentless = target.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().isEmpty();
    return is(target, "java.lang.System", "currentTimeMillis")
        || owner.startsWith("java.time.") && name.equals("now")
        || owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick"))
        || owner.equals("java.util.Date") && name.equals("<init>") && argumentless
        || owner.startsWith("java.util.") && owner.endsWith("Calendar")
            && (name.equals("getInstance") || name.equals("<init>"));
  }

  private static boolean is(JavaAccess<?> target, String owner, String name) {
    return target.getTargetOwner().getName().equals(owner) && target.getName().equals(name);
  }

  /** Method references and lambdas included. */
  private static ArchCondition<JavaClass> haveAccess(String what, BiPredicate<JavaClass, JavaAccess<?>> matches) {
    return new ArchCondition<>("access " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream().filter(access -> matches.test(type, access))
            .forEach(access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> haveNoAccess(String what, BiPredicate<JavaClass, JavaAccess<?>> matches) {
    return new ArchCondition<>("not access " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream().filter(access -> matches.test(type, access))
            .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> showNothingOf(String... packages) {
    return new ArchCondition<>("show no type of " + String.join(", ", packages)) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getModifiers().contains(PUBLIC)) {
          return;
        }
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> members = type.getMembers().stream()
            .filter(member -> member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED))
            .flatMap(CodeRules::shown);
        Stream.concat(parents, members).flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
            .filter(raw -> Stream.of(packages).anyMatch(raw.getPackageName()::startsWith))
            .forEach(
                raw -> events.add(SimpleConditionEvent.violated(type, type.getName() + " shows " + raw.getName())));
      }
    };
  }

  private static Stream<JavaType> shown(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.concat(Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()),
        unit.getExceptionTypes().stream());
  }

  private static ArchCondition<JavaField> beConstant() {
    return new ArchCondition<>("be constant") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        JavaClass type = field.getRawType();
        boolean changes = !field.getModifiers().contains(FINAL) || type.isArray()
            || type.getPackageName().equals("java.util.concurrent.atomic")
            || type.isEquivalentTo(ThreadLocal.class) || type.isEquivalentTo(StringBuilder.class)
            || !type.isInterface() && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
        if (changes) {
          events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
        }
      }
    };
  }
}
