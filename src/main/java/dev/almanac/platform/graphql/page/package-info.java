/** Relay connections: arguments, signed cursors, pages. */
@NullMarked
package dev.almanac.platform.graphql.page;

import org.jspecify.annotations.NullMarked;
