package dev.almanac.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** The rules that schema.graphqls states of the whole API. */
@AlmanacTest
class SchemaRulesTests {

    private final GraphQLSchema schema;

    SchemaRulesTests(@Autowired GraphQlSource source) {
        schema = source.schema();
    }

    private record Mutation(String name, GraphQLInputObjectType input, GraphQLObjectType payload) {}

    private List<Mutation> mutations() {
        return Objects.requireNonNull(schema.getMutationType()).getFieldDefinitions().stream()
                .map(field -> {
                    assertThat(field.getArguments())
                            .as(field.getName())
                            .extracting(GraphQLArgument::getName)
                            .containsExactly("input");
                    return new Mutation(
                            field.getName(),
                            (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(
                                    field.getArgument("input").getType()),
                            (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(field.getType()));
                })
                .toList();
    }

    @Test
    void everyTypeIsDescribedUnlessItsNameSaysAll() {
        assertThat(undescribed(types().filter(type -> !named(type.getName())))).isEmpty();
    }

    /** Connections, edges, and the inputs, payloads and errors of mutations are named after what is described. */
    private static boolean named(String type) {
        return Stream.of("Connection", "Edge", "Input", "Payload", "Error", "ErrorCode")
                .anyMatch(type::endsWith);
    }

    @Test
    void everyRootFieldIsDescribed() {
        var roots = Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getObjectType("Viewer"))
                .flatMap(type -> Objects.requireNonNull(type).getFieldDefinitions().stream());
        assertThat(undescribed(roots)).isEmpty();
    }

    private Stream<GraphQLNamedType> types() {
        return schema.getAllTypesAsList().stream().filter(Predicate.not(Introspection::isIntrospectionTypes));
    }

    private static List<String> undescribed(Stream<? extends GraphQLNamedSchemaElement> elements) {
        return elements.filter(element -> element.getDescription() == null
                        || element.getDescription().isBlank())
                .map(GraphQLNamedSchemaElement::getName)
                .sorted()
                .toList();
    }

    @Test
    void everyInputTakesAnIdempotencyKey() {
        assertThat(mutations())
                .allSatisfy(mutation -> assertThat(field(mutation, "idempotencyKey"))
                        .as(mutation.name())
                        .isEqualTo("String"));
    }

    @Test
    void everyPayloadTellsUserErrorsOfItsOwn() {
        assertThat(mutations()).allSatisfy(mutation -> {
            var own = Character.toUpperCase(mutation.name().charAt(0))
                    + mutation.name().substring(1);
            assertThat(mutation.input().getName()).isEqualTo(own + "Input");
            assertThat(mutation.payload().getName()).isEqualTo(own + "Payload");
            var errors = mutation.payload().getFieldDefinition("userErrors");
            assertThat(errors).as(mutation.name()).isNotNull();
            assertThat(GraphQLTypeUtil.simplePrint(errors.getType())).isEqualTo("[%sError!]!".formatted(own));
            var error = Objects.requireNonNull(schema.getObjectType(own + "Error"));
            assertThat(error.getInterfaces())
                    .extracting(GraphQLNamedType::getName)
                    .containsExactly("UserError");
            assertThat(GraphQLTypeUtil.simplePrint(
                            error.getFieldDefinition("code").getType()))
                    .isEqualTo(own + "ErrorCode!");
        });
    }

    @Test
    void everyCreateTakesAnId() {
        assertThat(mutations())
                .filteredOn(mutation -> mutation.name().startsWith("create"))
                .isNotEmpty()
                .allSatisfy(mutation -> assertThat(field(mutation, "id")).isEqualTo("ID"));
    }

    @Test
    void everyUpdateAndDeleteTakesTheVersionItIsBasedOnAndTellsOfConflicts() {
        assertThat(mutations())
                .filteredOn(mutation ->
                        mutation.name().startsWith("update") || mutation.name().startsWith("delete"))
                .isNotEmpty()
                .allSatisfy(mutation -> {
                    assertThat(field(mutation, "ifVersion")).as(mutation.name()).isEqualTo("Int");
                    assertThat(mutation.payload().getFieldDefinition("conflict"))
                            .as(mutation.name())
                            .isNotNull();
                });
    }

    private static String field(Mutation mutation, String name) {
        GraphQLInputObjectField field = mutation.input().getFieldDefinition(name);
        return field == null ? "" : GraphQLTypeUtil.simplePrint(field.getType());
    }

    @Test
    void everyNodeCountsItsVersionsOrIsMadeBySomethingThatDoes() {
        var unversioned = types().filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> type.getInterfaces().stream()
                        .anyMatch(face -> face.getName().equals("Node")))
                .filter(type -> type.getFieldDefinition("version") == null)
                .map(GraphQLNamedType::getName);
        // Nobody edits how far an import is.
        assertThat(unversioned).containsExactlyInAnyOrder("Gone", "ImportJob", "Occurrence", "User");
    }

    @Test
    void everyListThatPagesIsCappedByArgumentsOfRelay() {
        var connections = types().filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .flatMap(type -> type.getFieldDefinitions().stream())
                .filter(field -> ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType()))
                        .getName()
                        .endsWith("Connection"));
        assertThat(connections).isNotEmpty().allSatisfy(SchemaRulesTests::pages);
    }

    private static void pages(GraphQLFieldDefinition field) {
        assertThat(field.getArguments())
                .as(field.getName())
                .extracting(GraphQLArgument::getName)
                .contains("first", "after");
    }
}
