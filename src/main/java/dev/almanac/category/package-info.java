/** A person's categories and their colours. */
@ApplicationModule(allowedDependencies = {"change", "change::graphql", "platform"})
@NullMarked
package dev.almanac.category;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
