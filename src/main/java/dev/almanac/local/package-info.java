/** Only what a start from a checkout needs: a database of its own, a sign-in of its own, and what to do next. */
@NullMarked
package dev.almanac.local;

import org.jspecify.annotations.NullMarked;
