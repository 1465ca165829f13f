/** {@code serverInfo}: what this server is and allows. */
@NullMarked
package dev.almanac.platform.graphql.server;

import org.jspecify.annotations.NullMarked;
