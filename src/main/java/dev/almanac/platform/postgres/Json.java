package dev.almanac.platform.postgres;

import dev.almanac.platform.time.NominalDuration;
import dev.almanac.platform.time.TimeOfDay;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * JSON as it is kept in columns: record components by name, values of time in ISO 8601. It is a format of its own, apart from what
 * the web layer is configured to write, because stored values must stay readable.
 */
@Component
public final class Json {

    private final JsonMapper mapper = builder().build();

    private final JsonMapper rows = builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .addModule(new SimpleModule()
                        .addSerializer(TimeOfDay.class, ToStringSerializer.instance)
                        .addDeserializer(TimeOfDay.class, new FromString<>(TimeOfDay.class, TimeOfDay::parse))
                        .addSerializer(NominalDuration.class, ToStringSerializer.instance)
                        .addDeserializer(
                                NominalDuration.class,
                                new FromString<>(NominalDuration.class, NominalDuration::parse)));
    }

    /** A value for a parameter of type jsonb. */
    public io.r2dbc.postgresql.codec.Json parameter(Object value) {
        return io.r2dbc.postgresql.codec.Json.of(mapper.writeValueAsBytes(value));
    }

    /** Records as rows for jsonb_populate_recordset: {@code timeZone} is the column {@code time_zone}. */
    public io.r2dbc.postgresql.codec.Json rows(List<?> records) {
        return io.r2dbc.postgresql.codec.Json.of(rows.writeValueAsBytes(records));
    }

    public <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
    }

    public <T> T read(String json, TypeReference<T> type) {
        return mapper.readValue(json, type);
    }

    private static final class FromString<T> extends StdDeserializer<T> {

        private final Function<String, T> parse;

        FromString(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return parse.apply(parser.getValueAsString());
        }
    }
}
