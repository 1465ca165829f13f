/** What an operator sees: metrics, who may read them, and a line in the log for each request that wants one. */
@NullMarked
package dev.almanac.platform.monitoring;

import org.jspecify.annotations.NullMarked;
