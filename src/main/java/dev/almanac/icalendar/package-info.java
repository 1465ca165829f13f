/** iCalendar files (RFC 5545) read into calendars, and written of them. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "calendar",
            "calendar::graphql",
            "change",
            "change::graphql",
            "event",
            "event::agenda",
            "event::bulk",
            "event::export",
            "event::graphql",
            "platform",
            "recurrence",
            "recurrence::edit"
        })
@NullMarked
package dev.almanac.icalendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
