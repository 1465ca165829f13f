/** A server with a schema of its own, without a database and without any feature, for tests of the platform. */
@NullMarked
package dev.almanac.platform.graphql.testserver;

import org.jspecify.annotations.NullMarked;
