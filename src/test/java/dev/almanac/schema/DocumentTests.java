package dev.almanac.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.almanac.schema.Documents.Document;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** The documents that others lean on are accepted as they stand. */
@AlmanacTest
class DocumentTests {

    private final GraphQLSchema schema;
    private final Api api;

    DocumentTests(@Autowired GraphQlSource source, @Autowired Api api) {
        this.schema = source.schema();
        this.api = api;
    }

    @TestFactory
    Stream<DynamicTest> examplesAreAnswered() {
        return sent(Documents.examples());
    }

    @TestFactory
    Stream<DynamicTest> clientsAreAnswered() {
        assumeTrue(Documents.acceptance() != null, "ALMANAC_ACCEPTANCE names no folder");
        return sent(Documents.ofClients());
    }

    @Test
    void thereAreDocumentsToSend() {
        assertThat(Documents.examples()).hasSizeGreaterThan(3);
        assertThat(Documents.ofClients()).hasSizeGreaterThanOrEqualTo(Documents.acceptance() == null ? 0 : 19);
    }

    private Stream<DynamicTest> sent(List<Document> documents) {
        var household = new Household(api.somebody(), 1);
        return documents.stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> send(household, document)));
    }

    private void send(Household household, Document document) {
        assertThat(ParseAndValidate.validate(schema, Parser.parse(document.text()), Locale.ENGLISH))
                .isEmpty();
        var data = household.caller().data(document.text(), household.variables(document.operation()));
        assertThat(data.findValues("userErrors")).allMatch(JsonNode::isEmpty);
        for (var field : data) {
            assertThat(field.isNull()).as(data.toString()).isFalse();
        }
    }
}
