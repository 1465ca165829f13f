/** What a request carries through the Reactor context: its event loop, its deadline, the count of its statements. */
@NullMarked
package dev.almanac.platform.request;

import org.jspecify.annotations.NullMarked;
