/** Events in PostgreSQL. */
@NullMarked
package dev.almanac.event.postgres;

import org.jspecify.annotations.NullMarked;
