package dev.sessionstore.it.swap;

import dev.sessionstore.Column;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A declared column of each type, each null without its attribute. */
final class Columns {

  static final Column<String> USER =
      Column.string("user_name", 64, s -> s.get("user", String.class).orElse(null)).withIndex();
  static final Column<Long> VISITS =
      Column.of("visits", Long.class, s -> s.get("visits", Long.class).orElse(null)).withIndex();
  static final Column<Boolean> ADMIN =
      Column.of("admin", Boolean.class, s -> s.get("admin", Boolean.class).orElse(null));
  static final Column<Instant> SINCE =
      Column.of("since", Instant.class, s -> s.get("since", Instant.class).orElse(null));
  static final Column<UUID> DEVICE =
      Column.of("device", UUID.class, s -> s.get("device", UUID.class).orElse(null)).withIndex();

  static final List<Column<?>> ALL = List.of(USER, VISITS, ADMIN, SINCE, DEVICE);

  private Columns() {}
}
