/** What an operator sees of the database: whether it answers, and how busy the connections are. */
@NullMarked
package dev.almanac.platform.postgres.monitoring;

import org.jspecify.annotations.NullMarked;
