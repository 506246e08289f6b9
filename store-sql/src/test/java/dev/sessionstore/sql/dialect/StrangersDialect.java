package dev.sessionstore.sql.dialect;

import java.util.List;
import java.util.Set;

/** As somebody outside would write one, for a product that may be known or not. */
public abstract class StrangersDialect extends SqlDialect {

  private final String product;

  StrangersDialect(String product) {
    this.product = product;
  }

  /** For a database that the store has no dialect for. */
  public static final class OfNewProduct extends StrangersDialect {
    public OfNewProduct() {
      super("Newbase");
    }
  }

  /** For one that it has. */
  public static final class OfH2 extends StrangersDialect {
    public OfH2() {
      super("H2");
    }
  }

  /** One too many. */
  public static final class OfH2Again extends StrangersDialect {
    public OfH2Again() {
      super("H2");
    }
  }

  @Override
  public String name() {
    return "newbase";
  }

  @Override
  public Set<String> products() {
    return Set.of(product);
  }

  @Override
  public Upsert upsert(SqlNames names) {
    return new Upsert("merge " + names.table(), false);
  }

  @Override
  public Sweep sweep(SqlNames names) {
    return new Sweep("delete from " + names.table(), false);
  }

  @Override
  public String sweepReturning(SqlNames names) {
    return "delete from " + names.table();
  }

  @Override
  public String text(int length) {
    return "text";
  }

  @Override
  public List<String> documentTypes() {
    return List.of("text");
  }

  @Override
  public String documentType() {
    return "text";
  }

  @Override
  public String keyType() {
    return "text";
  }
}
