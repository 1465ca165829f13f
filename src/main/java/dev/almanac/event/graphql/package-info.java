/** Events, occurrences and agendas in the schema. */
@NullMarked
package dev.almanac.event.graphql;

import org.jspecify.annotations.NullMarked;
