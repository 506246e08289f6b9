package dev.sessionstore.it.matrix;

import dev.sessionstore.hibernate.MappedSession;
import dev.sessionstore.tck.SessionStoreTck;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An application's own entity. */
@Entity
@Table(name = SessionStoreTck.NOTED_TABLE)
class NotedEntity extends MappedSession {

  @Nullable String note = "new";
}
