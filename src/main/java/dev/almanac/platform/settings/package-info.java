/** What may be set, and the sentences that refuse a start where something is set wrongly. */
@NullMarked
package dev.almanac.platform.settings;

import org.jspecify.annotations.NullMarked;
