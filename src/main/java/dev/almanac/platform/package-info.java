/** Plumbing without a calendar word in it; its sub-packages are each for one concern. */
@NullMarked
package dev.almanac.platform;

import org.jspecify.annotations.NullMarked;
