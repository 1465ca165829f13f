/** What recurrence costs beside other libraries; run by hand, never part of a build. */
@NullMarked
package dev.almanac.benchmark;

import org.jspecify.annotations.NullMarked;
