/** iCalendar files by HTTP, beside GraphQL: what a browser saves and a shell pipes. */
@NullMarked
package dev.almanac.icalendar.http;

import org.jspecify.annotations.NullMarked;
