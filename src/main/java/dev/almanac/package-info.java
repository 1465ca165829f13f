/** Almanac: a calendar server whose whole contract is a GraphQL schema. */
@NullMarked
package dev.almanac;

import org.jspecify.annotations.NullMarked;
