package dev.sessionstore.examples.web;

import dev.sessionstore.IdHashing;
import dev.sessionstore.Page;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.StoredSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's live sessions, which {@code HttpSession} cannot list, but the store can.
 */
final class Devices {

  private static final int PAGE = 100;

  private final SessionStore store;
  private final IdHashing hashing;

  Devices(SessionStore store, IdHashing hashing) {
    this.store = store;
    this.hashing = hashing;
  }

  /**
   * @param handle identifies the session; its id is known to its own browser only
   * @param browser the browser's name at sign-in
   * @param here whether it is the session of this request
   */
  record Device(SessionHandle handle, String browser, Instant created, Instant lastSeen, Instant expires,
      boolean here) {}

  /** {@return all sessions: this one first, then the most recently used} */
  List<Device> of(Visitor visitor) {
    SessionHandle here = SessionHandle.of(hashing.key(visitor.session().getId()));
    List<Device> devices = new ArrayList<>();
    @Nullable SessionHandle after = null;
    do {
      Page<StoredSession> page = store.findBy(UserColumn.USER, visitor.name(), PAGE, after);
      page.items().forEach(found -> devices.add(device(found, here)));
      after = page.last();
    } while (after != null);
    devices.sort(Comparator.comparing(Device::here).thenComparing(Device::lastSeen).reversed());
    return devices;
  }

  private static Device device(StoredSession found, SessionHandle here) {
    return new Device(found.handle(), found.attributes().getString(Visitor.BROWSER, Browser.UNKNOWN), found.createdAt(),
        found.updatedAt(), found.expiresAt(), found.handle().equals(here));
  }

  /** Ends a session only if it is the visitor's own, since the handle in a form can be forged. */
  boolean logOut(Visitor visitor, String handle) {
    return of(visitor).stream().map(Device::handle).filter(own -> own.value().equals(handle)).findFirst()
        .map(store::destroy).orElse(false);
  }

  /** {@return the number of sessions logged out} */
  int logOutElsewhere(Visitor visitor) {
    return store.destroyBy(UserColumn.USER, visitor.name(), SessionId.of(visitor.session().getId()));
  }
}
