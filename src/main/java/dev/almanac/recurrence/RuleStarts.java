package dev.almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Iterator;

/**
 * The pattern of a rule, anchored at a start: what its FREQ, INTERVAL, BY parts and WKST alone produce. COUNT, UNTIL and
 * the start's standing as first occurrence are {@link SetExpansion}'s. The one place an expansion engine plugs into.
 */
interface RuleStarts {
    /**
     * The distinct, ascending starts that lie neither before {@code from} nor before the anchor, up to the year 9999. Ends,
     * rather than searching for ever, where nothing more can come.
     */
    Iterator<LocalDateTime> from(LocalDateTime from);
}
