/** Recurrences told to people, in their language. Plain functions over values. */
@NamedInterface("summary")
@NullMarked
package dev.almanac.recurrence.summary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
