package dev.sessionstore.it.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FoldersTest {

  @Test
  void each_jvm_of_a_build_has_folders_of_its_own() {
    assertThat(Folders.fresh("mine").toString()).containsPattern("databases.(alone|fork-[1-9]\\d*).mine-");
  }

  @Test
  void a_build_that_does_not_say_which_jvm_it_is_is_refused() {
    assertThatThrownBy(() -> Folders.fork("")).hasMessageContaining("surefire.forkNumber");
    assertThatThrownBy(() -> Folders.fork("fork-")).hasMessageContaining("surefire.forkNumber");
  }
}
