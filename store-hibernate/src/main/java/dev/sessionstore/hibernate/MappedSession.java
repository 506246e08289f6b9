package dev.sessionstore.hibernate;

import dev.sessionstore.spi.SessionRow;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.Map;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/**
 * The store's own columns. Extend it to keep sessions in an entity of your own, with a table name
 * and columns of your own:
 *
 * <pre>{@code
 * @Entity @Table(name = "web_sessions")
 * class WebSession extends MappedSession {
 *   String tenant;
 *   String note;
 * }
 * }</pre>
 *
 * <p>Query it, and change what is yours: what Hibernate flushes never touches the store's columns,
 * which the store alone writes, and which therefore have no setters. Make the table by the store's
 * {@code createTable} or its DDL files where exact comparison of keys depends on it (MariaDB,
 * MySQL). Not thread-safe, like every entity.
 */
@MappedSuperclass
@Access(AccessType.FIELD)
public abstract class MappedSession {

  // updatable = false: a flush of the user's would write back what it read, over newer data (COL-5
  // the other way round)
  @Id
  @Column(name = "sid", length = 128)
  private String sid;

  @Column(name = "data", length = Length.LONG32, nullable = false, updatable = false)
  private String data;

  @Column(name = "expires", nullable = false, updatable = false)
  private long expires;

  @Column(name = "max_age", updatable = false)
  private @Nullable Long maxAge;

  /** A plain number: with {@code @Version} racing writers fail (measured). */
  @Column(name = "version", nullable = false, updatable = false)
  private long version;

  @Column(name = "created_at", nullable = false, updatable = false)
  private long createdAt;

  @Column(name = "updated_at", nullable = false, updatable = false)
  private long updatedAt;

  /** For Hibernate, and for your subclass: the store's columns are filled by the store. */
  protected MappedSession() {
    this.sid = "";
    this.data = "";
  }

  /** {@return the key, which is not the id unless hashing is switched off} */
  public String getSid() {
    return sid;
  }

  /** {@return the document, as the store's codec wrote it} */
  public String getData() {
    return data;
  }

  /** {@return dead from this instant on, in epoch milliseconds} */
  public long getExpires() {
    return expires;
  }

  /** {@return its own idle time in milliseconds; null: the store's; 0: a fixed expiry} */
  public @Nullable Long getMaxAge() {
    return maxAge;
  }

  /** {@return the opaque stamp of the last data write} */
  public long getVersion() {
    return version;
  }

  /** {@return first write, in epoch milliseconds} */
  public long getCreatedAt() {
    return createdAt;
  }

  /** {@return last write of any kind, in epoch milliseconds} */
  public long getUpdatedAt() {
    return updatedAt;
  }

  final SessionRow row() {
    return new SessionRow(sid, data, expires, maxAge, version, createdAt, updatedAt, Map.of());
  }

  /** {@return a text without key and data} */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "[expires=" + expires + "]";
  }
}
