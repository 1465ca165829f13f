/** {@code node} and {@code nodes}: any id resolved by the feature it belongs to. */
@NullMarked
package dev.almanac.platform.graphql.node;

import org.jspecify.annotations.NullMarked;
