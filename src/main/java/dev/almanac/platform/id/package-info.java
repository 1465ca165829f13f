/** Ids as clients see them: typed, opaque, stable. */
@NullMarked
package dev.almanac.platform.id;

import org.jspecify.annotations.NullMarked;
