package dev.almanac.platform.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootFieldsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ viewer { agenda(first: 1) { nodes { id } } } }|viewer.agenda",
                "{ mine: viewer { days: agenda { days { date } } } }|viewer.agenda",
                "{ viewer { user { id } calendars { nodes { id } } } }|viewer",
                "query Made_Up { node(id: 1) { id } }|node",
                "{ a: node(id: 1) { id } b: node(id: 2) { id } }|node",
                "{ node(id: 1) { id } serverInfo { version } }|several",
                "{ __typename }|__typename",
                "mutation { createEvent(input: {}) { event { id } } }|createEvent",
                "{ ...On } fragment On on Query { viewer { ...Below } } fragment Below on Viewer { user { id } }|viewer.user",
                "{ ... on Query { viewer { ... { user { id } } } } }|viewer.user",
            })
    void anOperationIsCalledByTheSchemasNames(String text, String name) {
        var document = new Parser().parseDocument(text);
        var operation = document.getDefinitionsOfType(OperationDefinition.class).getFirst();
        assertThat(RootFields.of(document, operation.getSelectionSet())).isEqualTo(name);
    }
}
