package dev.sessionstore;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a walk in key order (LIST-2). It may be shorter than asked for, even empty, and still
 * have a next one: unreadable rows are left out.
 *
 * @param items the live, readable sessions of this page
 * @param last where the next page starts after; null: the walk is over
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, @Nullable SessionHandle last) {

  /**
   * Copies the items.
   *
   * @param items the live, readable sessions of this page
   * @param last where the next page starts after; null: the walk is over
   */
  public Page {
    items = List.copyOf(items);
  }

  /** {@return the cursor for the next page; empty when the walk is over} */
  public Optional<SessionHandle> next() {
    return Optional.ofNullable(last);
  }
}
