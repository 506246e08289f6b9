package dev.sessionstore.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/**
 * The default entity. Add it to your own SessionFactory to query sessions with HQL:
 * {@code from SessionEntity s where s.expires > :now}. There its table is {@code sessions}, or what
 * your naming strategy and default schema make of that.
 */
@Entity
@Table(name = "sessions", indexes = @Index(name = "sessions_expires", columnList = "expires"))
public class SessionEntity extends MappedSession {

  /** For Hibernate. */
  protected SessionEntity() {}
}
