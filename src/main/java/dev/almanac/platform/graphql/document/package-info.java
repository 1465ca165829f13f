/** What a GraphQL document may look like, and the cache of those that were found good. */
@NullMarked
package dev.almanac.platform.graphql.document;

import org.jspecify.annotations.NullMarked;
