package dev.sessionstore.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionRowTest {

  @Test
  void its_text_holds_neither_key_nor_data() { // ID-5
    SessionRow row = new SessionRow("the-key", "{\"user\":\"ada\"}", 5, null, 7, 1, 2, Map.of("user_name", "ada"));
    assertThat(row).hasToString("SessionRow[expires=5, version=7]");
  }
}
