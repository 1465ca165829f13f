/** iCalendar files (RFC 5545) read into calendars. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "calendar",
            "calendar::graphql",
            "change",
            "change::graphql",
            "event",
            "event::bulk",
            "event::graphql",
            "platform",
            "recurrence"
        })
@NullMarked
package dev.almanac.icalendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
