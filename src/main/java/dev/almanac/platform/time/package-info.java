/** Values of time that java.time does not have. */
@NullMarked
package dev.almanac.platform.time;

import org.jspecify.annotations.NullMarked;
