/** GraphiQL, served from the jar: the page is ours, its libraries come from a dependency, nothing from another host. */
@NullMarked
package dev.almanac.platform.graphiql;

import org.jspecify.annotations.NullMarked;
