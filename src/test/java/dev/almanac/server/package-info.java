/** The whole server for tests: real PostgreSQL, real HTTP, a clock that stands still. */
@NullMarked
package dev.almanac.server;

import org.jspecify.annotations.NullMarked;
