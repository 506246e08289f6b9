package dev.sessionstore.servlet;

import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.types.AttributeTypes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a filter was built with. Immutable.
 *
 * @param cookie the cookie
 * @param maxAge the cookie's life and a new session's own idle time; null: a cookie of the
 *   browser's session, the store's idle time
 * @param rolling whether each answer that used the session hands the cookie out again
 * @param saveUninitialized whether a new session without attributes is stored
 * @param resave whether a session that was used is written although nothing changed
 * @param idGenerator draws ids
 * @param unset what invalidate does to the row
 * @param types how attributes are encoded
 * @param listeners whom to tell
 * @param storeDown what to do without a database
 * @param storeOptions the store's own
 */
record FilterOptions(SessionCookie cookie, @Nullable Duration maxAge, boolean rolling, boolean saveUninitialized,
    boolean resave, Supplier<SessionId> idGenerator, Unset unset, AttributeTypes types, SessionListeners listeners,
    StoreDown storeDown, SessionStoreOptions storeOptions) {}
