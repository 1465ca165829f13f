package dev.almanac.platform.graphql.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.introspection.IntrospectionQuery;
import graphql.parser.Parser;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DocumentLimitsTests {

    private final GraphQlSettings settings = settings(Map.of());

    private static GraphQlSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("almanac.graphql", GraphQlSettings.class);
    }

    private void check(String document) {
        check(document, settings);
    }

    private static void check(String document, GraphQlSettings settings) {
        DocumentText.check(document, settings.document());
        DocumentLimits.check(Parser.parse(document), settings);
    }

    private void refused(String document, String limit) {
        RequestRefusedException refusal = catchThrowableOfType(RequestRefusedException.class, () -> check(document));
        assertThat(refusal).isNotNull();
        assertThat(refusal.refusal()).isEqualTo(Refusal.LIMIT_EXCEEDED);
        assertThat(refusal.extensions()).containsEntry("limit", limit).containsKeys("max", "actual");
        assertThat(refusal.getMessage()).hasSizeLessThanOrEqualTo(200);
    }

    private static String times(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> text.replace("$", "" + i))
                .collect(Collectors.joining(" "));
    }

    private static String chain(int length) {
        return "{ ...f0 } "
                + IntStream.range(0, length)
                        .mapToObj(i ->
                                "fragment f%d on Query { %s }".formatted(i, i + 1 < length ? "...f" + (i + 1) : "a"))
                        .collect(Collectors.joining(" "));
    }

    @Test
    void ordinaryDocumentsPass() {
        assertThatCode(() -> check(chain(10))).doesNotThrowAnyException();
        assertThatCode(
                        () -> check(
                                "{ a(n: -12345678901234567890, s: \"x\\\"y\", b: \"\"\"z\\\"\"\" q\"\"\") ... @include(if: true) { b } }"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(IntrospectionQuery.INTROSPECTION_QUERY)).doesNotThrowAnyException();
    }

    @Tag("C1")
    @ParameterizedTest
    @ValueSource(ints = {11, 50})
    void aChainOfFragmentsIsRefusedByItsDepth(int length) {
        refused(chain(length), "spreadDepth");
    }

    @Tag("C1")
    @Test
    void manyFragmentsAreRefused() {
        refused(chain(51), "fragments");
        refused(chain(400), "fragments");
    }

    @Tag("C2")
    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0.", "1e"})
    void longNumbersAreRefusedBeforeTheParser(String before) {
        refused("{ a(n: " + before + "1".repeat(60_000) + ") }", "numberDigits");
        refused("{ a(n: " + before + "1".repeat(21) + ") }", "numberDigits");
    }

    @Tag("C5")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ ...f } fragment f on Query { ...f }",
                "{ ...f } fragment f on Query { a { ...g } } fragment g on Query { b { ...f } }",
                "{ a } fragment f on Query { ... { ...f } }"
            })
    void cyclesOfFragmentsAreRefused(String document) {
        RequestRefusedException refusal = catchThrowableOfType(RequestRefusedException.class, () -> check(document));
        assertThat(refusal.refusal()).isEqualTo(Refusal.VALIDATION_FAILED);
    }

    @Tag("C5")
    @Test
    void fieldsAreCountedThroughFragments() {
        String bomb = "{ ...f0 } "
                + IntStream.range(0, 10)
                        .mapToObj(i -> "fragment f%d on Query { a { %s } }"
                                .formatted(i, i < 9 ? times(8, "...f" + (i + 1)) : "b"))
                        .collect(Collectors.joining(" "));
        refused(bomb, "fields");
        refused("{ a { " + times(2_000, "b") + " } }", "fields");
    }

    @Tag("C5")
    @Test
    void anAliasBombIsRefused() {
        refused("{ a { " + times(51, "x$: b") + " } }", "aliases");
    }

    @Tag("C6")
    @Test
    void repeatedFieldsAndInlineFragmentsAreRefused() {
        refused("{ " + times(4_000, "__typename") + " }", "documentTokens");
        refused("{ " + times(21, "__typename") + " }", "rootFields");
        refused("{ a { " + times(990, "... { b c }") + " } }", "documentTokens");
        refused("{ a { " + times(700, "... { b c }") + " } }", "fields");
        refused("{ a { " + times(700, "...f") + " } } fragment f on A { b c d }", "fields");
    }

    @Tag("C7")
    @Test
    void manyRootFieldsAreRefused() {
        refused("{ " + times(49, "a$: a") + " }", "rootFields");
        refused("mutation { " + times(6, "a$: a") + " }", "rootFields");
        refused("mutation { a d ...f ...f } fragment f on Mutation { b ... { c } }", "rootFields");
        refused(times(11, "query q$ { a }"), "operations");
    }

    @Tag("C8")
    @Test
    void manyDirectivesAreRefused() {
        refused("{ a " + times(51, "@x") + " }", "directives");
        refused("{ a { " + times(51, "b @skip(if: false)") + " } }", "directives");
    }

    @Tag("C9")
    @Test
    void depthIsCounted() {
        assertThatCode(() -> check("{ a ".repeat(12) + "}".repeat(12))).doesNotThrowAnyException();
        refused("{ a ".repeat(13) + "}".repeat(13), "depth");
        refused("{ a ".repeat(400) + "}".repeat(400), "documentNesting");
        refused("{ a(x: " + "[".repeat(240) + "]".repeat(240) + ") }", "documentNesting");
        refused("{ a(x: " + "{y:".repeat(240) + "1" + "}".repeat(240) + ") }", "documentNesting");
        refused("{ ...f } fragment f on Q { " + "a { ".repeat(12) + "b" + "}".repeat(13), "depth");
    }

    @Tag("C12")
    @Test
    void introspectionHasADepthOfItsOwn() {
        refused(
                "{ __schema { types { " + "fields { type { ".repeat(10) + "name" + "}".repeat(23),
                "introspectionDepth");
        refused("{ " + times(100, "__type(name: \"A\") { name }") + " }", "rootFields");
    }

    @Tag("C12")
    @Test
    void introspectionCanBeOff() {
        GraphQlSettings off = settings(Map.of("almanac.graphql.introspection", "false"));
        RequestRefusedException refusal = catchThrowableOfType(
                RequestRefusedException.class,
                () -> check("{ ...f } fragment f on Query { __type(name: \"A\") { name } }", off));
        assertThat(refusal.refusal()).isEqualTo(Refusal.VALIDATION_FAILED);
        assertThatCode(() -> check("{ __typename }", off)).doesNotThrowAnyException();
    }

    @Tag("C13")
    @Test
    void filledUpDocumentsAreRefused() {
        refused("{ a }" + " ".repeat(900_000), "documentCharacters");
        refused("{ a }" + ",".repeat(190_000), "documentCharacters");
        refused("{ a }" + "#\n".repeat(100_000), "documentCharacters");
        refused("{ a(s: \"\"\"" + "\n".repeat(20_000) + "\"\"\") }", "stringCharacters");
        refused("{ a(s: \"" + "x".repeat(20_000) + "\") }", "stringCharacters");
    }

    @Tag("C14")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a(s: \"\\u0000\") }",
                "{ a(s: \"\\u{000}\") }",
                "{ a(s: \"\0\") }",
                "{ a \0 }",
                "#\0\n{ a }",
                "{ a(s: \"\"\"\0\"\"\") }"
            })
    void nulIsRefused(String document) {
        RequestRefusedException refusal = catchThrowableOfType(RequestRefusedException.class, () -> check(document));
        assertThat(refusal.refusal()).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void manyVariablesAreRefused() {
        refused("query(" + times(51, "%v$: Int").replace('%', '$') + ") { a }", "variables");
    }

    @Test
    void settingsHaveTheDocumentedDefaultsAndCanBeSet() {
        assertThat(settings.document().characters()).isEqualTo(65_536);
        assertThat(settings.body().importSize().toMegabytes()).isEqualTo(12);
        assertThat(settings(Map.of("almanac.graphql.document.depth", "3"))
                        .document()
                        .depth())
                .isEqualTo(3);
    }
}
