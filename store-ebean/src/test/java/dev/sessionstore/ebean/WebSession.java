package dev.sessionstore.ebean;

import io.ebean.annotation.Cache;
import io.ebean.annotation.EnumValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An application's own bean: own table, own columns, and a cache that must not matter. */
@Entity
@SuppressWarnings("serial") // enhancement makes its superclass serializable
@Cache(enableQueryCache = true)
@Table(name = "web_session")
public class WebSession extends MappedSession {

  /** Stored as a letter. */
  enum Channel {
    @EnumValue("W")
    WEB,
    @EnumValue("A")
    APP
  }

  @Column(name = "tenant_name", nullable = false)
  String tenant = "acme";

  Channel channel = Channel.APP;

  /** Its column is named by the Database's convention. */
  Instant firstSeen = Instant.ofEpochMilli(1_000);

  @Nullable Integer score;

  @Column(insertable = false)
  @Nullable String madeByTheDatabase;

  @Transient
  String notStored = "";
}
