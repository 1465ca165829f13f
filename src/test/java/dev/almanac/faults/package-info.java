/** Faults, made on purpose while the server works: what it acknowledged stays, and it recovers by itself. */
@NullMarked
package dev.almanac.faults;

import org.jspecify.annotations.NullMarked;
