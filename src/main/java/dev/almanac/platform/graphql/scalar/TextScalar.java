package dev.almanac.platform.graphql.scalar;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scalar that travels as a string. What it refuses it explains in a sentence that never repeats the input, so that a
 * message is short however long the input is.
 */
class TextScalar<T> implements Coercing<T, String> {

    /** Longer texts are refused unread; no value of any scalar here needs as many characters. */
    private static final int LONGEST = 128;

    private final String name;
    private final Class<T> type;
    private final Function<String, T> read;
    private final Function<T, String> write;

    private TextScalar(String name, Class<T> type, Function<String, T> read, Function<T, String> write) {
        this.name = name;
        this.type = type;
        this.read = read;
        this.write = write;
    }

    /**
     * @param read throws an {@link IllegalArgumentException} whose message is the reason, for clients to see
     */
    static <T> GraphQLScalarType of(String name, Class<T> type, Function<String, T> read, Function<T, String> write) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextScalar<>(name, type, read, write))
                .build();
    }

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        if (!type.isInstance(value)) {
            throw new CoercingSerializeException("%s is made of %s, not of %s"
                    .formatted(name, type.getName(), value.getClass().getName()));
        }
        return write.apply(type.cast(value));
    }

    @Override
    public T parseValue(Object input, GraphQLContext context, Locale locale) {
        try {
            return parse(input);
        } catch (IllegalArgumentException refusal) {
            throw new CoercingParseValueException(refusal.getMessage());
        }
    }

    @Override
    public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        try {
            return parse(input instanceof StringValue text ? text.getValue() : null);
        } catch (IllegalArgumentException refusal) {
            throw new CoercingParseLiteralException(refusal.getMessage());
        }
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        // Defaults that the schema's files write come as text, those set in Java as values.
        String text = input instanceof String written ? written : serialize(input, context, locale);
        return StringValue.of(text);
    }

    private T parse(@Nullable Object input) {
        if (type.isInstance(input) && !(input instanceof String)) {
            return type.cast(input);
        }
        if (!(input instanceof String text)) {
            throw new IllegalArgumentException("Not a %s: a string is expected".formatted(name));
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("Not a %s: it has more than %d characters".formatted(name, LONGEST));
        }
        try {
            return read.apply(text);
        } catch (IllegalArgumentException refusal) {
            throw new IllegalArgumentException("Not a %s: %s".formatted(name, refusal.getMessage()), refusal);
        }
    }
}
