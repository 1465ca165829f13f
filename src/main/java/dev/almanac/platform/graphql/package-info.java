/** GraphQL without a transport: refusals, the caller's context, settings. */
@NullMarked
package dev.almanac.platform.graphql;

import org.jspecify.annotations.NullMarked;
