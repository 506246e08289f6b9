package dev.sessionstore.ebean;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** More beans of an application: the first is fine, the others are not. */
@SuppressWarnings("serial") // enhancement makes their superclass serializable
final class Beans {

  private Beans() {}

  /** A row of the caller's own business. */
  @Entity
  @Table(name = "note")
  public static class Note {
    @Id
    long id;
    @Column(length = 100)
    String text = "";
  }

  /** Not registered with any Database. */
  @Entity
  @Table(name = "forgotten")
  public static class Forgotten extends MappedSession {}

  /** A table that would have to be quoted. */
  @Entity
  @Table(name = "web sessions")
  public static class OddTable extends MappedSession {}

  /** A column that would have to be quoted. */
  @Entity
  @Table(name = "odd_column")
  public static class OddColumn extends MappedSession {
    @Column(name = "a-b")
    String odd = "";
  }

  /** A second mapping of a column of the store's. */
  @Entity
  @Table(name = "taken_column")
  public static class TakenColumn extends MappedSession {
    @Column(name = "DATA")
    String mine = "";
  }

  /** An association, which is no plain column. */
  @Entity
  @Table(name = "associated")
  public static class Associated extends MappedSession {
    @ManyToOne
    @Nullable Note note;
  }
}
