/** What every HTTP exchange has, whatever it is for. */
@NullMarked
package dev.almanac.platform.http;

import org.jspecify.annotations.NullMarked;
