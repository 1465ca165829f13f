/** What is done for the change log in the background: room is made for what comes, and what has outlived its time goes. */
@NullMarked
package dev.almanac.change.upkeep;

import org.jspecify.annotations.NullMarked;
