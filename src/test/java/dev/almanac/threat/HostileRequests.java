package dev.almanac.threat;

import static dev.almanac.threat.HostileRequest.body;
import static dev.almanac.threat.HostileRequest.chain;
import static dev.almanac.threat.HostileRequest.document;
import static dev.almanac.threat.HostileRequest.doubling;
import static dev.almanac.threat.HostileRequest.event;
import static dev.almanac.threat.HostileRequest.nested;
import static dev.almanac.threat.HostileRequest.ring;
import static dev.almanac.threat.HostileRequest.times;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The requests that are made to exhaust the server, by what they try. */
final class HostileRequests {

    private HostileRequests() {}

    static Stream<HostileRequest> fragmentChains() {
        return Stream.of(11, 50, 1_000, 1_199, 1_500)
                .map(length -> document("chain of " + length + " fragments", chain(length), "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> longNumbers() {
        return Stream.of(
                        "9".repeat(1_000_000), "9".repeat(60_000), "0." + "9".repeat(60_000), "1e" + "9".repeat(60_000))
                .flatMap(number -> Stream.of(
                        document(
                                "literal of %d digits %.3s".formatted(number.length(), number),
                                "{ viewer { calendars(first: " + number + ") { totalCount } } }",
                                "LIMIT_EXCEEDED",
                                "TOO_LARGE"),
                        body(
                                "JSON number of %d digits %.3s".formatted(number.length(), number),
                                "{\"query\":\"query($n: Int) { viewer { calendars(first: $n) { totalCount } } }\",\"variables\":{\"n\":"
                                        + number + "}}",
                                400,
                                "LIMIT_EXCEEDED",
                                "BAD_REQUEST",
                                "TOO_LARGE")))
                .map(request -> request.body().length() > 256 * 1024 ? tooLarge(request) : request);
    }

    private static HostileRequest tooLarge(HostileRequest request) {
        return new HostileRequest(request.name(), request.body(), null, 0, List.of("TOO_LARGE", "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> oddNumbers() {
        return Stream.of(
                        "1e9999999",
                        "9007199254740993",
                        "2147483648",
                        "NaN",
                        "-Infinity",
                        "1.5",
                        "1e300",
                        "9".repeat(1_001))
                .flatMap(number -> Stream.of(
                        document(
                                "literal " + head(number),
                                "{ viewer { calendars(first: " + number + ") { totalCount } } }",
                                "VALIDATION_FAILED",
                                "LIMIT_EXCEEDED",
                                "PARSE_FAILED"),
                        body(
                                "variable " + head(number),
                                "{\"query\":\"query($n: Int) { viewer { calendars(first: $n) { totalCount } } }\",\"variables\":{\"n\":"
                                        + number + "}}",
                                400,
                                refusalOfNumber(number))));
    }

    /** What cannot be held exactly or at all is refused as it is read; the rest where it meets its type. */
    private static String refusalOfNumber(String number) {
        return switch (number) {
            case "1e9999999", "NaN", "-Infinity" -> "BAD_REQUEST";
            case "9007199254740993", "2147483648", "1.5", "1e300" -> "VALIDATION_FAILED";
            default -> "LIMIT_EXCEEDED";
        };
    }

    private static String head(String text) {
        return text.length() > 20 ? text.length() + " digits" : text;
    }

    static Stream<HostileRequest> longLiterals() {
        var text = "canary".repeat(2_500);
        var input = "query($w: WindowInput!) { viewer { agenda(window: $w) { nodes { start } } } }";
        return Stream.of(
                document(
                        "text for an Int",
                        "{ viewer { calendars(first: \"%s\") { totalCount } } }".formatted(text),
                        "VALIDATION_FAILED"),
                document(
                        "variable text for an Int",
                        "query($n: Int) { viewer { calendars(first: $n) { totalCount } } }",
                        Map.of("n", text),
                        "VALIDATION_FAILED"),
                document(
                        "text for a scalar", input, Map.of("w", Map.of("from", text, "to", text)), "VALIDATION_FAILED"),
                document("unknown member", input, Map.of("w", Map.of(text.substring(0, 200), 1)), "VALIDATION_FAILED"),
                document(
                        "unknown enum value",
                        "mutation { updateEvent(input: {id: \"x\", scope: %s}) { userErrors { code } } }"
                                .formatted(text),
                        "VALIDATION_FAILED"),
                document("unknown field", "{ %s }".formatted(text), "VALIDATION_FAILED"),
                document("unknown type", "{ ... on %s { x } }".formatted(text), "VALIDATION_FAILED"),
                document(
                        "unknown variable",
                        "{ viewer { calendars(first: $%s) { totalCount } } }".formatted(text),
                        "VALIDATION_FAILED"),
                document("syntax", "{ viewer } %s".formatted(text), "PARSE_FAILED", "VALIDATION_FAILED"));
    }

    static Stream<HostileRequest> rings() {
        return Stream.of(
                document("spreads itself", ring(1), "VALIDATION_FAILED", "LIMIT_EXCEEDED"),
                document("pair", ring(2), "VALIDATION_FAILED", "LIMIT_EXCEEDED"),
                document("ring of 1,000", ring(1_000), "LIMIT_EXCEEDED", "VALIDATION_FAILED"),
                document("spreads doubled 30 times", doubling(30, "...$ ...$"), "LIMIT_EXCEEDED"),
                document(
                        "spreads doubled 10 times",
                        doubling(11, "a: viewer { user { id ...g } } ...$ ...$") + " fragment g on User { "
                                + times(40, i -> "id") + " }",
                        "LIMIT_EXCEEDED",
                        "VALIDATION_FAILED"),
                document(
                        "aliases doubled 40 times",
                        doubling(40, "a: viewer { ...$ } b: viewer { ...$ }"),
                        "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> repeated() {
        return Stream.of(
                document("14,990 times __typename", "{ " + times(14_990, i -> "__typename") + " }", "LIMIT_EXCEEDED"),
                document(
                        "1,000 inline fragments",
                        "{ viewer { " + times(1_000, i -> "... { user { id } }") + " } }",
                        "LIMIT_EXCEEDED"),
                document(
                        "500 times a fragment",
                        "{ viewer { " + times(700, i -> "...f")
                                + " } } fragment f on Viewer { user { id name email } }",
                        "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> manyRoots() {
        var one = "{\"query\":\"mutation { createCategory(input: {name: \\\"n\\\"}) { userErrors { code } } }\"}";
        return Stream.of(
                document(
                        "1,800 aliases of a root field",
                        "{ " + times(1_800, i -> "a%d: viewer { user { id } }".formatted(i)) + " }",
                        "LIMIT_EXCEEDED"),
                document(
                        "100 aliases of a mutation",
                        "mutation { "
                                + times(
                                        100,
                                        i -> "a%d: createCategory(input: {name: \"n%d\"}) { userErrors { code } }"
                                                .formatted(i, i))
                                + " }",
                        "LIMIT_EXCEEDED"),
                document(
                        "6 aliases of a mutation",
                        "mutation { "
                                + times(
                                        6,
                                        i -> "a%d: createCategory(input: {name: \"n%d\"}) { userErrors { code } }"
                                                .formatted(i, i))
                                + " }",
                        "LIMIT_EXCEEDED"),
                document(
                        "40 ids by aliases",
                        "{ " + times(40, i -> "a%d: node(id: \"evt_%d\") { id }".formatted(i, i)) + " }",
                        "LIMIT_EXCEEDED"),
                document(
                        "1,200 operations",
                        times(1_200, i -> "query q%d { __typename }".formatted(i)),
                        "LIMIT_EXCEEDED"),
                body("array of 1,000 operations", "[" + (one + ",").repeat(999) + one + "]", 400, "BAD_REQUEST"));
    }

    static Stream<HostileRequest> directives() {
        return Stream.of(
                document(
                        "7,400 unknown directives", "{ __typename " + times(7_400, i -> "@x") + " }", "LIMIT_EXCEEDED"),
                document("51 unknown directives", "{ __typename " + times(51, i -> "@x") + " }", "LIMIT_EXCEEDED"),
                document(
                        "50 unknown directives",
                        "{ __typename " + times(50, i -> "@x" + i) + " }",
                        "VALIDATION_FAILED"),
                document(
                        "2,100 times @skip",
                        "{ " + times(300, i -> "__typename " + "@skip(if: false) ".repeat(7)) + " }",
                        "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> deep() {
        var agenda = "{ viewer { agenda(window: %s) { nodes { start } } } }";
        return Stream.of(
                document(
                        "13 deep",
                        "{ viewer { " + nested(6, "calendars { nodes { ", "id").replace("}", "} }") + " } }",
                        "LIMIT_EXCEEDED"),
                document("400 deep", "{ " + nested(400, "viewer { ", "id") + " }", "LIMIT_EXCEEDED"),
                document("lists nested 240", agenda.formatted("[".repeat(240) + "]".repeat(240)), "LIMIT_EXCEEDED"),
                document(
                        "objects nested 240",
                        agenda.formatted("{a: ".repeat(240) + "1" + "}".repeat(240)),
                        "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> introspection() {
        return Stream.of(
                document(
                        "fields of types of fields",
                        "{ __schema { types { "
                                + nested(20, "fields { type { ", "name").replace("}", "} }") + " } } }",
                        "LIMIT_EXCEEDED"),
                document(
                        "100 times __type",
                        "{ " + times(100, i -> "a%d: __type(name: \"Event\") { name }".formatted(i)) + " }",
                        "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> blanks() {
        return Stream.of(
                tooLarge(document("900 KB of blanks", "{ __typename }" + " ".repeat(900_000))),
                document("190,000 commas", "{ __typename }" + ",".repeat(190_000), "LIMIT_EXCEEDED"),
                document("100,000 lines of comment", "{ __typename }" + "#\n".repeat(80_000), "LIMIT_EXCEEDED"),
                document(
                        "block string of 80,000 lines",
                        "{ node(id: \"\"\"" + "\n".repeat(80_000) + "\"\"\") { id } }",
                        "LIMIT_EXCEEDED"),
                document(
                        "block string of 20,000 lines",
                        "{ node(id: \"\"\"" + "\n".repeat(20_000) + "\"\"\") { id } }",
                        "LIMIT_EXCEEDED"));
    }

    static Stream<HostileRequest> unstorable() {
        return Stream.of("\\u0000", "\\ud800", "\\udc00x", "\\ud800\\ud800")
                .flatMap(text -> Stream.of(
                        event("title with " + text, "\"title\":\"a" + text + "\"", 400, "BAD_REQUEST"),
                        document(
                                "literal with " + text,
                                "{ node(id: \"" + text + "\") { id } }",
                                "BAD_REQUEST",
                                "PARSE_FAILED"),
                        body(
                                "name with " + text,
                                "{\"query\":\"{__typename}\",\"variables\":{\"" + text + "\":1}}",
                                400,
                                "BAD_REQUEST")));
    }

    static Stream<HostileRequest> large() {
        return Stream.of(
                body(
                        "JSON 10,000 deep",
                        "{\"query\":\"{__typename}\",\"variables\":{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000)
                                + "}}",
                        400,
                        "LIMIT_EXCEEDED"),
                body(
                        "100,000 members",
                        "{\"query\":\"{__typename}\",\"variables\":{"
                                + list(100_000, i -> "\"" + Integer.toString(i, 36) + "\":1") + "}}",
                        0,
                        "LIMIT_EXCEEDED",
                        "TOO_LARGE"),
                body(
                        "member's name of 50 KB",
                        "{\"query\":\"{__typename}\",\"variables\":{\"" + "k".repeat(50_000) + "\":1}}",
                        400,
                        "LIMIT_EXCEEDED"),
                body(
                        "member twice",
                        "{\"query\":\"{__typename}\",\"variables\":{\"a\":1,\"a\":2}}",
                        400,
                        "BAD_REQUEST"),
                body(
                        "1,000,000 items",
                        "{\"query\":\"{__typename}\",\"variables\":{\"a\":[" + list(1_000_000, i -> "1") + "]}}",
                        0,
                        "LIMIT_EXCEEDED",
                        "TOO_LARGE"),
                body(
                        "201 items",
                        "{\"query\":\"query($ids: [ID!]!) { nodes(ids: $ids) { id } }\",\"variables\":{\"ids\":["
                                + list(201, i -> "\"x\"") + "]}}",
                        400,
                        "LIMIT_EXCEEDED"),
                document(
                        "201 items in a literal",
                        "{ nodes(ids: [" + list(201, i -> "\"x\"") + "]) { id } }",
                        "LIMIT_EXCEEDED"),
                event("title of 1 MB", "\"title\":\"" + "x".repeat(1_000_000) + "\"", 413, "TOO_LARGE"),
                event(
                        "100,000 attendees",
                        "\"attendees\":[" + list(100_000, i -> "{\"email\":\"a" + i + "@example.com\"}") + "]",
                        0,
                        "LIMIT_EXCEEDED",
                        "TOO_LARGE"),
                event(
                        "3,000 attendees",
                        "\"attendees\":[" + list(3_000, i -> "{\"email\":\"a" + i + "@example.com\"}") + "]",
                        400,
                        "LIMIT_EXCEEDED"),
                event(
                        "100,000 reminders",
                        "\"reminders\":[" + list(100_000, i -> "{\"minutesBefore\":1}") + "]",
                        0,
                        "LIMIT_EXCEEDED",
                        "TOO_LARGE"),
                event(
                        "300 reminders",
                        "\"reminders\":[" + list(300, i -> "{\"minutesBefore\":1}") + "]",
                        400,
                        "LIMIT_EXCEEDED"),
                event(
                        "100,000 categories",
                        "\"categories\":[" + list(100_000, i -> "\"c" + i + "\"") + "]",
                        0,
                        "LIMIT_EXCEEDED",
                        "TOO_LARGE"),
                body("50 MB", " ".repeat(50 * 1024 * 1024), 413, "TOO_LARGE"));
    }

    private static String list(int count, IntFunction<String> item) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(item.apply(i));
        }
        return text.toString();
    }
}
