/** What an edit of an event or a series does, worked out as values before anything is written. */
@NullMarked
package dev.almanac.event.plan;

import org.jspecify.annotations.NullMarked;
