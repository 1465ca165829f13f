/** The scalars of {@code platform.graphqls}. */
@NullMarked
package dev.almanac.platform.graphql.scalar;

import org.jspecify.annotations.NullMarked;
