/** Recurrence as clients see it. */
@NullMarked
package dev.almanac.event.recurrence;

import org.jspecify.annotations.NullMarked;
