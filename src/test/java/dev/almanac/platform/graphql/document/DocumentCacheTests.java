package dev.almanac.platform.graphql.document;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.graphql.GraphQlSettings;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DocumentCacheTests {

    private static GraphQlSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("almanac.graphql", GraphQlSettings.class);
    }

    private final DocumentCache cache =
            new DocumentCache(settings(Map.of("almanac.graphql.document-cache-characters", "8000")));
    private final GraphQL engine = engine(cache);

    private static GraphQL engine(DocumentCache cache) {
        GraphQLSchema schema = new SchemaGenerator()
                .makeExecutableSchema(
                        new SchemaParser().parse("type Query { a(n: Int): Int  q: Query }"),
                        RuntimeWiring.MOCKED_WIRING);
        return GraphQL.newGraphQL(schema)
                .instrumentation(cache)
                .preparsedDocumentProvider(cache)
                .build();
    }

    private ExecutionResult run(String document) {
        return engine.execute(ExecutionInput.newExecutionInput(document).build());
    }

    @Test
    void onlyGoodDocumentsAreKept() {
        run("{ a }");
        run("{ a }");
        run("{ a } # another text");
        assertThat(cache.size()).isEqualTo(2);
        run("{ nope }");
        run("{");
        run("{ a(n: " + "1".repeat(100) + ") }");
        assertThat(cache.size()).isEqualTo(2);
    }

    @Tag("C28")
    @Test
    void theCacheIsBoundedByCharacters() {
        for (int i = 0; i < 100; i++) {
            run("{ a } #" + i + "x".repeat(1_000));
        }
        assertThat(cache.size()).isBetween(1L, 8L);
    }

    @Tag("C1")
    @Test
    void limitsHoldBeforeValidation() {
        String chain = "{ ...f0 } "
                + IntStream.range(0, 49)
                        .mapToObj(i -> "fragment f%d on Nope { ...f%d }".formatted(i, i + 1))
                        .collect(Collectors.joining(" "))
                + " fragment f49 on Nope { a }";
        ExecutionResult result = run(chain);
        assertThat(result.getErrors()).hasSize(1);
        assertThat(result.getErrors().get(0).getExtensions()).containsEntry("code", "LIMIT_EXCEEDED");
        assertThat(result.isDataPresent()).isFalse();
    }

    @Test
    void theOperationIsChosenByItsName() {
        var document = Parser.parse("query A { a } mutation B { b }");
        assertThat(DocumentGuard.chosen(document, null)).isNull();
        assertThat(DocumentGuard.chosen(document, "C")).isNull();
        var chosen = requireNonNull(DocumentGuard.chosen(document, "B"));
        assertThat(chosen.getName()).isEqualTo("B");
    }
}
