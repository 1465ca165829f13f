/** The change log and the idempotency keys in PostgreSQL. */
@NullMarked
package dev.almanac.change.postgres;

import org.jspecify.annotations.NullMarked;
