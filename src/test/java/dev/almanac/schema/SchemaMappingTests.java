package dev.almanac.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.SchemaInspection.Inspected;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.SchemaReport;

/** Everything in the schema has code behind it that answers what the schema promises. */
@AlmanacTest
class SchemaMappingTests {

    private final SchemaReport report;

    SchemaMappingTests(@Autowired Inspected inspected) {
        report = Objects.requireNonNull(inspected.get());
    }

    @Test
    void everyFieldAndArgumentIsMapped() {
        assertThat(report.unmappedFields()).isEmpty();
        assertThat(report.unmappedArguments()).isEmpty();
        assertThat(report.unmappedRegistrations()).isEmpty();
    }

    @Test
    void whatIsNotNullInTheSchemaIsNotNullInTheCode() {
        assertThat(report.fieldNullnessErrors()).isEmpty();
        assertThat(report.argumentNullnessErrors()).isEmpty();
    }

    @Test
    void noTypeEscapesInspection() {
        assertThat(report.skippedTypes()).isEmpty();
    }
}
