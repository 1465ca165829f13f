/** Work that nobody asks for: what the server does by itself, again and again. */
@NullMarked
package dev.almanac.platform.job;

import org.jspecify.annotations.NullMarked;
