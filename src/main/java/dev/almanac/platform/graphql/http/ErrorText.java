package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.execution.Faults;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.validation.ValidationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The engine's messages as clients may read them: without the literal that was refused, without names of the engine's
 * classes, at most 200 characters.
 */
final class ErrorText {

    private static final int LONGEST = 200;
    private static final int LONGEST_NAME = 60;

    private static final Pattern PREFIX = Pattern.compile("^Validation [Ee]rror \\([^)]*\\) ?: ");
    private static final Pattern NOT_OF_TYPE = Pattern.compile("converted to type '([_A-Za-z0-9]{1,60})'");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final Pattern AT = Pattern.compile("at line (\\d+) column (\\d+)");

    private ErrorText() {}

    static String of(GraphQLError error, boolean introspection) {
        String message = error.getMessage() == null ? "" : error.getMessage();
        if (error.getErrorType() == ErrorType.InvalidSyntax) {
            return syntax(message);
        }
        if (!introspection) {
            return "The request does not fit the schema";
        }
        String cleaned = error instanceof ValidationError ? validation(message) : coercion(message);
        return cut(elide(cleaned));
    }

    /** For errors of execution that nobody wrote for clients. */
    static String ofFault() {
        return Faults.MESSAGE;
    }

    private static String syntax(String message) {
        if (message.startsWith("More than ")) {
            return "The document has more tokens, or nests deeper, than the parser takes";
        }
        Matcher at = AT.matcher(message);
        return at.find() ? "Invalid syntax at line %s column %s".formatted(at.group(1), at.group(2)) : "Invalid syntax";
    }

    private static String validation(String message) {
        String text = head(elide(PREFIX.matcher(message).replaceFirst("")));
        int literal = message.indexOf(" with value '");
        if (literal < 0) {
            return unnamed(text, "Bad default value");
        }
        // The literal may hold anything, quotes too; what follows it is looked for from the end.
        String before = head(PREFIX.matcher(message.substring(0, literal)).replaceFirst(""));
        String after = tail(message);
        for (String verb : new String[] {
            "' is not a valid '",
            "' must not be null",
            "' must be an object type",
            "' is missing required fields '",
            "' contains a field not in '"
        }) {
            int at = after.lastIndexOf(verb);
            if (at >= 0) {
                return before + engineless(after.substring(at + 1));
            }
        }
        return before + " has a value that is not of its type";
    }

    private static String coercion(String message) {
        Matcher type = NOT_OF_TYPE.matcher(head(message));
        int reason = message.indexOf("Expected ");
        if (type.find()) {
            return message.substring(0, Math.max(reason, 0)) + "not a value of type '" + type.group(1) + "'";
        }
        if (message.startsWith("Expected value to be in the integer range", Math.max(reason, 0))) {
            return message.substring(0, Math.max(reason, 0)) + "not in the range of 'Int'";
        }
        if (reason >= 0) {
            return message.substring(0, reason) + "not a value of its type";
        }
        return unnamed(unnamed(head(message), "Unknown value"), "No value found for name");
    }

    /** Cuts the text after these words, where the engine repeats the input. */
    private static String unnamed(String text, String words) {
        int at = text.indexOf(words);
        return at < 0 ? text : text.substring(0, at + words.length());
    }

    /** Cuts what the engine says of its own classes. */
    private static String engineless(String text) {
        int at = text.indexOf(" - Expected ");
        int custom = text.indexOf(" - Not a ");
        int name = text.indexOf(" - Invalid input for enum");
        int literal = text.indexOf(" - Literal value");
        for (int cut : new int[] {at, name, literal}) {
            if (cut >= 0 && custom < 0) {
                return text.substring(0, cut);
            }
        }
        return text;
    }

    private static String elide(String text) {
        return QUOTED.matcher(text)
                .replaceAll(quoted ->
                        quoted.group(1).length() > LONGEST_NAME ? "'…'" : Matcher.quoteReplacement(quoted.group()));
    }

    private static String head(String text) {
        return text.length() <= 1_000 ? text : text.substring(0, 1_000);
    }

    private static String tail(String text) {
        return text.length() <= 1_000 ? text : text.substring(text.length() - 1_000);
    }

    private static String cut(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "The request does not fit the schema";
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
