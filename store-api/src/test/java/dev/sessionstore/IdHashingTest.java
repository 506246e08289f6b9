package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdHashingTest {

  @Test
  void the_key_is_the_published_sha_256_vector_in_base64url() { // FIPS 180-2, "abc"
    byte[] published = HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(IdHashing.sha256().key("abc"))
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(published))
        .hasSize(43);
  }

  @Test
  void a_key_is_a_well_formed_id_that_finds_itself_no_more() { // ID-4
    String key = IdHashing.sha256().key("an-id");
    assertThat(SessionId.of(key).isWellFormed()).isTrue();
    assertThat(IdHashing.sha256().key(key)).isNotEqualTo(key);
  }

  @Test
  void ids_that_differ_in_case_have_different_keys() { // ID-1
    assertThat(IdHashing.sha256().key("abc")).isNotEqualTo(IdHashing.sha256().key("ABC"));
  }

  @Test
  void without_hashing_the_key_is_the_id() {
    assertThat(IdHashing.none().key("an-id")).isEqualTo("an-id");
  }
}
