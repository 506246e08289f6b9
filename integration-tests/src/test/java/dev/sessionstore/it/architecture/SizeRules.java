package dev.sessionstore.it.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** How much one class, and one file, may hold. */
final class SizeRules {

  static final int MAX_FLAGS = 3;
  static final int MAX_LINES = 400;

  static final ArchRule NO_CLASS_HAS_MANY_FLAGS = ArchRuleDefinition.classes()
      .should(haveFewFlags())
      .because("every flag doubles the number of combinations; an enum or a value object names the valid ones");

  private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class, AtomicBoolean.class);

  private SizeRules() {}

  /** Components of records are fields, too. */
  private static ArchCondition<JavaClass> haveFewFlags() {
    return new ArchCondition<>("have at most " + MAX_FLAGS + " boolean fields") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        List<String> flags =
            type.getFields().stream().filter(SizeRules::isFlag).map(JavaField::getName).sorted().toList();
        if (flags.size() > MAX_FLAGS) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " has the flags " + flags));
        }
      }
    };
  }

  private static boolean isFlag(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
        && FLAGS.stream().anyMatch(flag -> field.getRawType().isEquivalentTo(flag));
  }

  /**
   * {@return the Java files of a folder with more lines than a file may have, each with its number}
   */
  static List<String> longFiles(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
        int lines = Files.readAllLines(file).size();
        if (lines > MAX_LINES) {
          found.add(folder.relativize(file) + ": " + lines);
        }
      }
    }
    return found;
  }
}
