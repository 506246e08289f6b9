package dev.sessionstore.servlet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies cookie values, {@code id.signature}, by HMAC-SHA256: signs with the first
 * secret and accepts any. Without secrets the value is the id. Thread-safe.
 */
final class CookieSigner {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_LENGTH = 16;

  private final List<SecretKeySpec> keys;

  CookieSigner(List<String> secrets) {
    if (secrets.stream().anyMatch(s -> s.length() < MIN_SECRET_LENGTH)) {
      throw new IllegalArgumentException(
          "A secret is shorter than " + MIN_SECRET_LENGTH + " characters; give random text, 32 characters or more.");
    }
    this.keys = secrets.stream().map(s -> new SecretKeySpec(s.getBytes(StandardCharsets.UTF_8), ALGORITHM)).toList();
  }

  String sign(String id) {
    return keys.isEmpty() ? id : id + '.' + signature(keys.get(0), id);
  }

  /** {@return the id in a value that one of the secrets signed; else empty} */
  Optional<String> verified(String value) {
    if (keys.isEmpty()) {
      return Optional.of(value);
    }
    int dot = value.lastIndexOf('.');
    if (dot < 1) {
      return Optional.empty();
    }
    String id = value.substring(0, dot);
    byte[] given = value.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    boolean ours = false;
    for (SecretKeySpec key : keys) { // each of them, so that the time taken reveals nothing
      ours |= MessageDigest.isEqual(signature(key, id).getBytes(StandardCharsets.UTF_8), given);
    }
    return ours ? Optional.of(id) : Optional.empty();
  }

  private static String signature(SecretKeySpec key, String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is missing, which every JDK must have.", e);
    }
  }
}
