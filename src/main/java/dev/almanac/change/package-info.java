/** The change log: streams of changes, and the one path on which anything is written. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.almanac.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
