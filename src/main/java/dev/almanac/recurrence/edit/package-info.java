/** What becomes of a recurrence when its series is split or moved. Plain functions over values. */
@NamedInterface("edit")
@NullMarked
package dev.almanac.recurrence.edit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
