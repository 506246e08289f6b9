/** Classes that break the rules for store-api, to show that the rules can fail. */
@NullMarked
package dev.sessionstore.spi.offender;

import org.jspecify.annotations.NullMarked;
