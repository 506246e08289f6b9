package dev.sessionstore.hibernate;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

/** An application's own entity: columns the store does not know, of every kind that matters. */
@Entity
@Table(name = "web_sessions")
class WebSession extends MappedSession {

  enum Plan { FREE, PAID }

  static final class Zones implements AttributeConverter<ZoneId, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable ZoneId zone) {
      return zone == null ? null : "zone:" + zone.getId();
    }

    @Override
    public @Nullable ZoneId convertToEntityAttribute(@Nullable String text) {
      return text == null ? null : ZoneId.of(text.substring(5));
    }
  }

  /** How many instances this JVM has seen, in the tests that run one after another. */
  static final AtomicInteger made = new AtomicInteger();

  @Column(nullable = false, length = 20)
  String tenant;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Plan plan = Plan.FREE;

  @Convert(converter = Zones.class)
  ZoneId zone = ZoneId.of("UTC");

  @Nullable String note;

  @ColumnDefault("'web'")
  @Column(nullable = false, insertable = false)
  @Nullable String origin;

  /**
   * Also a declared column of the kit's: forty characters, of which H2 counts each half of a pair.
   */
  @Column(name = "USER_NAME", length = 80)
  @Nullable String userName;

  @ManyToOne
  @Nullable Account account;

  WebSession() {
    this("nobody");
  }

  WebSession(String tenant) {
    made.incrementAndGet();
    this.tenant = tenant;
  }
}
