package dev.sessionstore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The function from id to key (ID-4). Implement it for an HMAC; it must be pure and thread-safe,
 * and its result 1 to 128 visible ASCII characters.
 */
@FunctionalInterface
public interface IdHashing {

  /**
   * Returns the key under which a session is stored.
   *
   * @param id a well-formed id
   * @return its key
   */
  String key(String id);

  /** {@return SHA-256 in base64url without padding: 43 characters} */
  static IdHashing sha256() {
    MessageDigest fresh = freshSha256();
    return id -> Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(copy(fresh).digest(id.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Cloning, because looking up the algorithm takes longer than the hash itself. */
  private static MessageDigest copy(MessageDigest fresh) {
    try {
      return (MessageDigest) fresh.clone();
    } catch (CloneNotSupportedException e) { // by another security provider
      return freshSha256();
    }
  }

  private static MessageDigest freshSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one lacks it.", e);
    }
  }

  /** {@return the identity: anyone who can read the table can take over every session} */
  static IdHashing none() {
    return id -> id;
  }
}
