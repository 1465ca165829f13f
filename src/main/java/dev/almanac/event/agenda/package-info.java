/** What happens when, in order of start: of many calendars in a window, and of single events for as long as one asks. */
@NullMarked
package dev.almanac.event.agenda;

import org.jspecify.annotations.NullMarked;
