/** Calendars, who may do what with them, and the one decision about it. */
@ApplicationModule(allowedDependencies = {"account", "account::graphql", "change", "change::graphql", "platform"})
@NullMarked
package dev.almanac.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
