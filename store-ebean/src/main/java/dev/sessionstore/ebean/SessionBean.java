package dev.sessionstore.ebean;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * The default bean, on the table {@code sessions}: register it with your own Database by
 * {@code addClass(SessionBean.class)}.
 */
@Entity
@Table(name = "sessions")
public final class SessionBean extends MappedSession {

  /** For Ebean. */
  public SessionBean() {}
}
