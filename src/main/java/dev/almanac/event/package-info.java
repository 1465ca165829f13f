/** Events: series and what they make happen, attendees and reminders. */
@ApplicationModule(allowedDependencies = {"account", "calendar", "category", "change", "platform", "recurrence"})
@NullMarked
package dev.almanac.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
