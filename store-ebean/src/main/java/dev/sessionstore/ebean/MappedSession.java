package dev.sessionstore.ebean;

import io.ebean.annotation.Index;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * The store's columns, for an application's own bean to extend: with its own {@code @Entity},
 * {@code @Table} and further properties, and enhanced by the application's build. The store writes
 * rows by SQL and never saves such a bean, so the application is to read it only. Leave
 * {@code @Cache} off: the store neither reads nor clears Ebean's caches. Not thread-safe.
 */
@MappedSuperclass
public abstract class MappedSession {

  @Id
  @Column(name = "sid", length = 128)
  private String sid;

  @Lob
  @Column(name = "data", nullable = false)
  private String data;

  @Index
  @Column(name = "expires", nullable = false)
  private long expires;

  @Column(name = "max_age")
  private @Nullable Long maxAge;

  /** An opaque stamp of the store's, hence no {@code @Version}. */
  @Column(name = "version", nullable = false)
  private long version;

  @Column(name = "created_at", nullable = false)
  private long createdAt;

  @Column(name = "updated_at", nullable = false)
  private long updatedAt;

  /** Without the store's values: those are written by the store alone. */
  protected MappedSession() {
    this.sid = "";
    this.data = "";
  }

  /** {@return the key: a hash of the id, unless hashing is off} */
  public String getSid() {
    return sid;
  }

  /** {@return the document} */
  public String getData() {
    return data;
  }

  /** {@return epoch milliseconds from which on the session is dead} */
  public long getExpires() {
    return expires;
  }

  /** {@return its own idle time in milliseconds; 0: a fixed expiry; null: the store's} */
  public @Nullable Long getMaxAge() {
    return maxAge;
  }

  /** {@return opaque, new at each data write} */
  public long getVersion() {
    return version;
  }

  /** {@return epoch milliseconds} */
  public long getCreatedAt() {
    return createdAt;
  }

  /** {@return epoch milliseconds of the last write of any kind} */
  public long getUpdatedAt() {
    return updatedAt;
  }

  /** {@return the class alone: key and data are secrets} */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
