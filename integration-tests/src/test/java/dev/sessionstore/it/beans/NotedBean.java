package dev.sessionstore.it.beans;

import dev.sessionstore.ebean.MappedSession;
import dev.sessionstore.tck.SessionStoreTck;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An application's own bean, enhanced by the build. */
@Entity
@SuppressWarnings("serial") // enhancement makes its superclass serializable
@Table(name = SessionStoreTck.NOTED_TABLE)
public class NotedBean extends MappedSession {

  @Nullable String note = "new";
}
