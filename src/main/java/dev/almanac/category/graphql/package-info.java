/** Categories in the schema. */
@NullMarked
package dev.almanac.category.graphql;

import org.jspecify.annotations.NullMarked;
