/** Events: series and what they make happen, attendees and reminders. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "account::graphql",
            "calendar",
            "calendar::graphql",
            "category",
            "change",
            "change::graphql",
            "platform",
            "recurrence",
            "recurrence::edit",
            "recurrence::summary"
        })
@NullMarked
package dev.almanac.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
