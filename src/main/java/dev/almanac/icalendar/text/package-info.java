/** The text of iCalendar (RFC 5545 §3.1): lines, components, properties and their encodings, without what they mean. */
@NullMarked
package dev.almanac.icalendar.text;

import org.jspecify.annotations.NullMarked;
