/** What can harm the product, in whole: the list, the report of what is met, and requests made to exhaust it. */
@NullMarked
package dev.almanac.threat;

import org.jspecify.annotations.NullMarked;
