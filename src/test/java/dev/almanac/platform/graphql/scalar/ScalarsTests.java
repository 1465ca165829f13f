package dev.almanac.platform.graphql.scalar;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.time.NominalDuration;
import dev.almanac.platform.time.TimeOfDay;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.idl.RuntimeWiring;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTests {

    private static final GraphQLContext CONTEXT = GraphQLContext.newContext().build();
    private static final RuntimeWiring WIRING = wiring();

    private static RuntimeWiring wiring() {
        RuntimeWiring.Builder builder = RuntimeWiring.newRuntimeWiring();
        new Scalars().configure(builder);
        return builder.build();
    }

    private static Coercing<?, ?> scalar(String name) {
        return requireNonNull(WIRING.getScalars().get(name)).getCoercing();
    }

    private static Object read(String scalar, Object input) {
        return requireNonNull(scalar(scalar).parseValue(input, CONTEXT, Locale.ENGLISH));
    }

    private static Object write(String scalar, Object value) {
        return requireNonNull(scalar(scalar).serialize(value, CONTEXT, Locale.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource({
        "DateTime, 2026-03-02T09:00:00+01:00, 2026-03-02T09:00:00+01:00",
        "DateTime, 2026-03-02t09:00:00z, 2026-03-02T09:00:00Z",
        "DateTime, 2026-03-02T09:00:00.100-00:30, 2026-03-02T09:00:00.1-00:30",
        "DateTime, 2026-03-02T09:00:00.000001+00:00, 2026-03-02T09:00:00.000001Z",
        "LocalDate, 2024-02-29, 2024-02-29",
        "LocalDate, 0001-01-01, 0001-01-01",
        "LocalDateTime, 2026-03-02T09:00:00, 2026-03-02T09:00:00",
        "LocalDateOrDateTime, 2026-03-02, 2026-03-02",
        "LocalDateOrDateTime, 2026-03-02T00:00:00, 2026-03-02T00:00:00",
        "LocalTime, 09:05, 09:05",
        "LocalTime, 24:00, 24:00",
        "Duration, P1W2DT26H90M, P9DT27H30M",
        "Duration, PT0S, PT0S",
        "TimeZone, Europe/Zurich, Europe/Zurich",
        "TimeZone, Asia/Calcutta, Asia/Calcutta",
        "TimeZone, UTC, UTC",
        "Locale, de-ch, de-CH",
        "Color, #AbCdEf, #abcdef",
    })
    void readsAndWrites(String scalar, String input, String output) {
        assertThat(write(scalar, read(scalar, input))).isEqualTo(output);
        Object literal = scalar(scalar)
                .parseLiteral(StringValue.of(input), CoercedVariables.emptyVariables(), CONTEXT, Locale.ENGLISH);
        assertThat(write(scalar, requireNonNull(literal))).isEqualTo(output);
    }

    @ParameterizedTest
    @CsvSource({
        "DateTime, 2026-03-02T09:00:00",
        "DateTime, 2026-03-02T09:00+01:00",
        "DateTime, 2026-02-30T09:00:00Z",
        "DateTime, 2026-03-02T24:00:00Z",
        "DateTime, 2026-03-02T09:00:00+19:00",
        "DateTime, 2026-03-02T09:00:00.1234567Z",
        "DateTime, 0000-12-31T09:00:00Z",
        "DateTime, 0001-01-01T00:00:00+01:00",
        "DateTime, 9999-12-31T23:59:59-01:00",
        "LocalDate, 2025-02-29",
        "LocalDate, 0000-01-01",
        "LocalDate, 10000-01-01",
        "LocalDate, 2026-3-2",
        "LocalDateTime, 2026-03-02T09:00:00Z",
        "LocalDateTime, 2026-03-02T09:00:00.5",
        "LocalDateTime, 2026-03-02T09:00",
        "LocalDateTime, 2026-03-02T23:60:00",
        "LocalDateOrDateTime, 2026-03-02T09:00:00+01:00",
        "LocalDateOrDateTime, 20260302",
        "LocalTime, 24:01",
        "LocalTime, 9:00",
        "LocalTime, 09:00:00",
        "LocalTime, 09:60",
        "Duration, P1Y",
        "Duration, P1M",
        "Duration, -PT1H",
        "Duration, PT-1H",
        "Duration, PT1.5S",
        "Duration, P",
        "Duration, P1DT",
        "Duration, P9999999W",
        "TimeZone, +01:00",
        "TimeZone, GMT+1",
        "TimeZone, UTC+01:00",
        "TimeZone, europe/zurich",
        "TimeZone, SystemV/PST8",
        "TimeZone, Europe/Nowhere",
        "Locale, de_CH",
        "Locale, x",
        "Locale, ''",
        "Color, #abc",
        "Color, red",
        "Color, #12345g",
    })
    void refusesWithAShortReason(String scalar, String input) {
        assertThatThrownBy(() -> read(scalar, input))
                .isInstanceOf(CoercingParseValueException.class)
                .hasMessageStartingWith("Not a " + scalar + ": ")
                .message()
                .hasSizeLessThanOrEqualTo(200);
        assertThatThrownBy(() -> scalar(scalar)
                        .parseLiteral(
                                StringValue.of(input), CoercedVariables.emptyVariables(), CONTEXT, Locale.ENGLISH))
                .isInstanceOf(CoercingParseLiteralException.class);
    }

    @Tag("C4")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DateTime",
                "LocalDate",
                "LocalDateTime",
                "LocalDateOrDateTime",
                "LocalTime",
                "Duration",
                "TimeZone",
                "Locale",
                "Color"
            })
    void neitherLongTextNorOtherTypesAreRepeated(String scalar) {
        assertThatThrownBy(() -> read(scalar, "9".repeat(500_000)))
                .isInstanceOf(CoercingParseValueException.class)
                .message()
                .hasSizeLessThanOrEqualTo(200)
                .doesNotContain("999");
        assertThatThrownBy(() -> read(scalar, 20260302)).isInstanceOf(CoercingParseValueException.class);
        assertThatThrownBy(() -> scalar(scalar)
                        .parseLiteral(IntValue.of(1), CoercedVariables.emptyVariables(), CONTEXT, Locale.ENGLISH))
                .isInstanceOf(CoercingParseLiteralException.class);
    }

    @Test
    void controllersGetValuesOfTime() {
        assertThat(read("DateTime", "2026-03-02T09:00:00+01:00"))
                .isEqualTo(OffsetDateTime.of(2026, 3, 2, 9, 0, 0, 0, ZoneOffset.ofHours(1)));
        assertThat(read("LocalDateOrDateTime", "2026-03-02")).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(read("LocalDateOrDateTime", "2026-03-02T09:00:00")).isEqualTo(LocalDateTime.of(2026, 3, 2, 9, 0));
        assertThat(read("LocalTime", "24:00")).isEqualTo(TimeOfDay.END);
        assertThat(read("Duration", "P1DT1H")).isEqualTo(new NominalDuration(1, 3_600));
        assertThat(read("TimeZone", "Asia/Calcutta")).isEqualTo(ZoneId.of("Asia/Calcutta"));
        assertThat(read("Locale", "de-CH")).isEqualTo(Locale.forLanguageTag("de-CH"));
    }

    @Test
    void anInstantWithLocalMeanTimeIsWrittenInWholeMinutes() {
        OffsetDateTime zurich1850 =
                OffsetDateTime.of(1850, 1, 1, 12, 0, 0, 0, ZoneOffset.ofHoursMinutesSeconds(0, 34, 8));
        assertThat(write("DateTime", zurich1850)).isEqualTo("1850-01-01T11:59:52+00:34");
    }
}
