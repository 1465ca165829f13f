/** Making, changing and deleting events as clients ask for it. */
@NullMarked
package dev.almanac.event.edit;

import org.jspecify.annotations.NullMarked;
