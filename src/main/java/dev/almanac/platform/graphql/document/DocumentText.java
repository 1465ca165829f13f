package dev.almanac.platform.graphql.document;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;

/**
 * Holds a document's text against its limits before any parser sees it, because parsing is itself the attack: one
 * integer literal of a million digits costs the engine seconds. One pass, no allocation; what is not GraphQL passes here
 * and fails in the parser.
 */
final class DocumentText {

    private final String text;
    private final GraphQlSettings.Document limits;
    private int at;
    private int tokens;
    private int nesting;

    private DocumentText(String text, GraphQlSettings.Document limits) {
        this.text = text;
        this.limits = limits;
    }

    /** @throws RequestRefusedException where the text is beyond a limit or holds a NUL, also an escaped one */
    static void check(String text, GraphQlSettings.Document limits) {
        if (text.length() > limits.characters()) {
            throw RequestRefusedException.limit("documentCharacters", limits.characters(), text.length());
        }
        DocumentText scan = new DocumentText(text, limits);
        scan.run();
        if (scan.tokens > limits.tokens()) {
            throw RequestRefusedException.limit("documentTokens", limits.tokens(), scan.tokens);
        }
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                tokens++;
                string();
            } else if (c == '#') {
                comment();
            } else if (isDigit(c) || c == '-') {
                tokens++;
                number();
            } else if (isNameCharacter(c)) {
                tokens++;
                name();
            } else {
                punctuator(c);
            }
        }
    }

    private void punctuator(char c) {
        at++;
        switch (c) {
            case '{', '[', '(' -> {
                tokens++;
                nesting++;
                if (nesting > limits.nesting()) {
                    throw RequestRefusedException.limit("documentNesting", limits.nesting(), nesting);
                }
            }
            case '}', ']', ')' -> {
                tokens++;
                nesting--;
            }
            case ' ', '\t', '\n', '\r', ',', '\uFEFF' -> {}
            case '.' -> {
                if (text.startsWith("..", at)) {
                    at += 2;
                }
                tokens++;
            }
            case '\0' -> throw nul();
            default -> tokens++;
        }
    }

    private void name() {
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
    }

    private void number() {
        int digits = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                digits++;
            } else if (c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
                break;
            }
            at++;
        }
        if (digits > limits.digits()) {
            throw RequestRefusedException.limit("numberDigits", limits.digits(), digits);
        }
    }

    private void comment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            if (text.charAt(at) == '\0') {
                throw nul();
            }
            at++;
        }
    }

    private void string() {
        boolean block = text.startsWith("\"\"\"", at);
        int from = at + (block ? 3 : 1);
        at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\0') {
                throw nul();
            } else if (c == '\\') {
                escape(block);
            } else if (block ? text.startsWith("\"\"\"", at) : c == '"' || c == '\n' || c == '\r') {
                break;
            } else {
                at++;
            }
        }
        int length = Math.min(at, text.length()) - from;
        if (length > limits.stringCharacters()) {
            throw RequestRefusedException.limit("stringCharacters", limits.stringCharacters(), length);
        }
        at += block ? 3 : 1;
    }

    private void escape(boolean block) {
        if (block) {
            at += text.startsWith("\"\"\"", at + 1) ? 4 : 1;
            return;
        }
        if (text.startsWith("u0000", at + 1) || isEscapedNul()) {
            throw nul();
        }
        at += 2;
    }

    /** Whether <code>&#92;u{0…0}</code> stands here. */
    private boolean isEscapedNul() {
        if (!text.startsWith("u{0", at + 1)) {
            return false;
        }
        int end = at + 4;
        while (end < text.length() && text.charAt(end) == '0') {
            end++;
        }
        return end < text.length() && text.charAt(end) == '}';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c);
    }

    private static RequestRefusedException nul() {
        return new RequestRefusedException(Refusal.BAD_REQUEST, "The document holds the character U+0000");
    }
}
