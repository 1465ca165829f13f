/** What happens when, in order of start: of many calendars in a window, and of single events for as long as one asks. */
@NamedInterface("agenda")
@NullMarked
package dev.almanac.event.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
