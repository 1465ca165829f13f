/** RFC 5545 recurrence in wall-clock time: parse, validate, expand; plain {@code java.time}, nothing else of Almanac. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.almanac.recurrence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
