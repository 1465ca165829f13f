package dev.almanac.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffCategory;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * What clients of the last release use is still there.
 *
 * <p>released-schema.graphqls is the schema of that release; a release writes it anew with {@code -Dalmanac.released=true}. A change
 * that breaks clients is declared in declared-removals.txt with the date from which it may be made, at least six months after the
 * release that deprecated what goes.
 */
@AlmanacTest
class ReleasedSchemaTests {

    private static final Path RELEASED = Path.of("src/test/resources/released-schema.graphqls");
    private static final Path DECLARED = Path.of("src/test/resources/declared-removals.txt");

    private final GraphQLSchema schema;

    ReleasedSchemaTests(@Autowired GraphQlSource source) {
        schema = source.schema();
    }

    @Test
    void nothingReleasedIsTakenAwayUndeclared() throws IOException {
        if (Boolean.getBoolean("almanac.released")) {
            Files.writeString(RELEASED, print(schema));
        }
        var declared = declared().keySet();
        assertThat(breaking(Files.readString(RELEASED), print(schema)))
                .as("breaking changes that %s does not declare", DECLARED.getFileName())
                .filteredOn(change -> !declared.contains(change))
                .isEmpty();
    }

    @Test
    void everyDeclaredRemovalNamesAChangeThatWasMade() throws IOException {
        assertThat(breaking(Files.readString(RELEASED), print(schema)))
                .containsAll(declared().keySet());
    }

    @Test
    void noDeclaredRemovalIsMadeBeforeItsDate() throws IOException {
        assertThat(declared().values()).allMatch(date -> !date.isAfter(LocalDate.now(ZoneOffset.UTC)));
    }

    @Test
    void aChangeThatBreaksClientsIsFound() {
        var before = "type Query { now: String then(at: String): String! } enum Kind { A B }";
        assertThat(breaking(before, before)).isEmpty();
        assertThat(breaking(before, "type Query { then(at: String): String! } enum Kind { A B }"))
                .containsExactly("MISSING Query.now");
        assertThat(breaking(before, "type Query { now: String then(at: String!): String } enum Kind { A B }"))
                .containsExactly("STRICTER Query.then");
        assertThat(breaking(before, "type Query { now: String then(at: String): String! } enum Kind { A }"))
                .containsExactly("MISSING Kind.B");
        assertThat(breaking(before, "type Query { now: String then: String! } enum Kind { A B }"))
                .containsExactly("MISSING Query.then.at");
        assertThat(breaking(before, before + " type More { a: Int }")).isEmpty();
    }

    /** What is declared, with the date from which it may be done: lines {@code 2027-01-31 MISSING Event.title}. */
    private static Map<String, LocalDate> declared() throws IOException {
        Map<String, LocalDate> declared = new TreeMap<>();
        try (Stream<String> lines = Files.lines(DECLARED)) {
            lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> declared.put(line.substring(11), LocalDate.parse(line.substring(0, 10))));
        }
        return declared;
    }

    private static List<String> breaking(String before, String after) {
        var reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(read(before), read(after)), reporter);
        var missing = new TreeSet<>(names(before));
        missing.removeAll(names(after));
        return Stream.concat(
                        missing.stream().map(name -> "MISSING " + name),
                        reporter.getBreakages().stream()
                                .filter(event -> event.getCategory() != DiffCategory.MISSING)
                                .map(event ->
                                        event.getCategory() + " " + event.getTypeName() + "." + event.getFieldName()))
                .sorted()
                .distinct()
                .toList();
    }

    /** The names of all that a document can lean on; SchemaDiff does not tell of an argument that went. */
    private static Set<String> names(String definition) {
        Set<String> names = new TreeSet<>();
        for (var type : read(definition).getAllTypesAsList()) {
            names.add(type.getName());
            switch (type) {
                case GraphQLFieldsContainer fields ->
                    fields.getFieldDefinitions().forEach(field -> {
                        var name = type.getName() + "." + field.getName();
                        names.add(name);
                        field.getArguments().forEach(argument -> names.add(name + "." + argument.getName()));
                    });
                case GraphQLInputObjectType input ->
                    input.getFieldDefinitions().forEach(field -> names.add(type.getName() + "." + field.getName()));
                case GraphQLEnumType kind ->
                    kind.getValues().forEach(value -> names.add(type.getName() + "." + value.getName()));
                default -> {
                    // Scalars have no parts, and what a union is made of is told by SchemaDiff.
                }
            }
        }
        return names;
    }

    private static GraphQLSchema read(String definition) {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(definition));
    }

    private static String print(GraphQLSchema schema) {
        var options =
                SchemaPrinter.Options.defaultOptions().includeScalarTypes(true).includeSchemaDefinition(true);
        return new SchemaPrinter(options).print(schema);
    }
}
