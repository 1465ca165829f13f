/** What is done for events in the background: derived rows follow the horizon and the zone data, and the trash is emptied. */
@NullMarked
package dev.almanac.event.upkeep;

import org.jspecify.annotations.NullMarked;
