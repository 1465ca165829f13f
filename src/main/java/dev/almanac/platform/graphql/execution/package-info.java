/** How operations run: errors out of exceptions, fresh rows after each mutation. */
@NullMarked
package dev.almanac.platform.graphql.execution;

import org.jspecify.annotations.NullMarked;
