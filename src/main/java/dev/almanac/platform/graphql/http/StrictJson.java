package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON (RFC 8259) from strangers: within limits of depth, tokens, names and digits, without duplicate names, in
 * valid UTF-8, without NUL and lone surrogates, which PostgreSQL cannot hold. Integers become {@code Integer},
 * {@code Long} or {@code BigInteger}, other numbers {@code Double}: a {@code BigDecimal} of 1e9999999 is cheap to make and
 * takes seconds to use.
 */
final class StrictJson {

    private static final Map<String, String> LIMITS = Map.of(
            "Document nesting depth", "jsonDepth",
            "Token count", "jsonTokens",
            "Name length", "jsonName",
            "Number value length", "numberDigits",
            "String value length", "jsonString");

    private static final Pattern BEYOND = Pattern.compile("^(" + String.join("|", LIMITS.keySet())
            + ") \\((\\d{1,18})\\) exceeds the maximum allowed \\((\\d{1,18})");

    private final JsonFactory factory;

    StrictJson(GraphQlSettings.Body limits) {
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxTokenCount(limits.tokens())
                        .maxNameLength(limits.key())
                        .maxNumberLength(limits.digits())
                        .maxStringLength((int) limits.importSize().toBytes())
                        .maxDocumentLength(limits.importSize().toBytes())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** @throws RequestRefusedException where this is no JSON, or beyond a limit */
    @Nullable Object read(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return read(text.array(), text.arrayOffset(), text.length());
        } catch (CharacterCodingException malformed) {
            throw bad("The body is not UTF-8");
        }
    }

    /** @throws RequestRefusedException where this is no JSON, or beyond a limit */
    @Nullable Object read(String text) {
        return read(text.toCharArray(), 0, text.length());
    }

    private @Nullable Object read(char[] text, int from, int length) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text, from, length)) {
            if (parser.nextToken() == null) {
                throw bad("There is no JSON");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw bad("The JSON goes on after its end");
            }
            return value;
        } catch (StreamConstraintsException beyond) {
            throw limit(beyond);
        } catch (JacksonException malformed) {
            throw bad("The JSON is malformed, or names a member twice");
        }
    }

    /** The parser tells which limit it was in its sentence alone; whatever else that says stays here. */
    private static RequestRefusedException limit(StreamConstraintsException beyond) {
        Matcher told = BEYOND.matcher(beyond.getMessage() == null ? "" : beyond.getMessage());
        if (!told.find()) {
            return new RequestRefusedException(Refusal.LIMIT_EXCEEDED, "The JSON is beyond a limit");
        }
        return RequestRefusedException.limit(
                LIMITS.getOrDefault(told.group(1), "json"),
                Long.parseLong(told.group(3)),
                Long.parseLong(told.group(2)));
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> string(parser.getString());
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> fraction(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw bad("The JSON is malformed");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = string(parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static Double fraction(double value) {
        if (Double.isInfinite(value)) {
            throw bad("A number is too large");
        }
        return value;
    }

    private static String string(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw bad("A string holds the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw bad("A string holds half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static RequestRefusedException bad(String message) {
        return new RequestRefusedException(Refusal.BAD_REQUEST, message);
    }
}
