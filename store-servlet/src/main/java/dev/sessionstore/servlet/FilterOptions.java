package dev.sessionstore.servlet;

import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.types.AttributeTypes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The options of a filter. Immutable.
 *
 * @param cookie the cookie
 * @param maxAge the cookie's lifetime and a new session's own idle time; null: until the browser is
 *   closed, and the store's idle time
 * @param rolling whether each response to a request that used the session sets the cookie
 * @param saveUninitialized whether a new session without attributes is stored
 * @param resave whether a session that was used is written although nothing changed
 * @param idGenerator generates ids
 * @param unset what invalidate does to the row
 * @param types how attributes are encoded
 * @param listeners the listeners
 * @param storeDown what happens to requests while the database is down
 * @param storeOptions the options of the store
 */
record FilterOptions(SessionCookie cookie, @Nullable Duration maxAge, boolean rolling, boolean saveUninitialized,
    boolean resave, Supplier<SessionId> idGenerator, Unset unset, AttributeTypes types, SessionListeners listeners,
    OnStoreDown storeDown, SessionStoreOptions storeOptions) {}
