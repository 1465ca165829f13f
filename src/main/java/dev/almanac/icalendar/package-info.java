/** iCalendar files (RFC 5545) read into calendars. */
@ApplicationModule(allowedDependencies = {"account", "calendar", "change", "event", "platform", "recurrence"})
@NullMarked
package dev.almanac.icalendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
