package dev.sessionstore.types.offender;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Each kind of flag, one of them more than a class may have. */
record HasManyFlags(boolean one, boolean two, @Nullable Boolean three, AtomicBoolean four) {}
