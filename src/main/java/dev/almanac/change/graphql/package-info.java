/** What all mutations have in common: how they are recognised when they come again, and how their ids are read. */
@NamedInterface("graphql")
@NullMarked
package dev.almanac.change.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
