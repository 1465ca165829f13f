/** Plumbing without a calendar word in it; its sub-packages are each for one concern. */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package dev.almanac.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
