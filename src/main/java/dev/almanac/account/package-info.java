/** People: who they are, and how they want to see time. */
@ApplicationModule(allowedDependencies = {"change", "change::graphql", "platform"})
@NullMarked
package dev.almanac.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
