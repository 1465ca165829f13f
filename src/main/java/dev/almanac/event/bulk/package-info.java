/** Many events at once: new ones, and those of a file, which are put where they belong by their UIDs. */
@NamedInterface("bulk")
@NullMarked
package dev.almanac.event.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
