/** What the costly paths cost, by JMH; measured where it is asked for ({@code -Pbenchmark}), never in a build. */
@NullMarked
package dev.almanac.benchmark;

import org.jspecify.annotations.NullMarked;
