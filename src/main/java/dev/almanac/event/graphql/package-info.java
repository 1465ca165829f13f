/** Events, occurrences and agendas in the schema. */
@NamedInterface("graphql")
@NullMarked
package dev.almanac.event.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
