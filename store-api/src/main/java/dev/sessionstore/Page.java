package dev.sessionstore;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing in key order (LIST-2). Unreadable rows are left out, so a page may be
 * shorter than requested, even empty, and still have a next one.
 *
 * @param items the live, readable sessions of this page
 * @param last the row after which the next page starts; null: there is no next page
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, @Nullable SessionHandle last) {

  /**
   * Copies the items.
   *
   * @param items the live, readable sessions of this page
   * @param last the row after which the next page starts; null: there is no next page
   */
  public Page {
    items = List.copyOf(items);
  }

  /** {@return the cursor for the next page; empty when there is none} */
  public Optional<SessionHandle> next() {
    return Optional.ofNullable(last);
  }
}
