/** People in the schema. */
@NamedInterface("graphql")
@NullMarked
package dev.almanac.account.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
