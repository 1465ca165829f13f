/** GraphQL over HTTP (September 2026). */
@NullMarked
package dev.almanac.platform.graphql.http;

import org.jspecify.annotations.NullMarked;
