package dev.almanac.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.StartRefusedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Every mistake in a setting is told by a sentence of its own, before anything has started. */
class SettingsTests {

    @TestComponent
    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("dev.almanac")
    static class AllSettings {}

    private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
            .withUserConfiguration(AllSettings.class)
            .withBean(SettingsCheck.class);

    /** The sentences that refuse a start with this; empty where it is not refused. */
    private static String refusal(String... properties) {
        Map<String, Object> set = new HashMap<>();
        Arrays.stream(properties).map(pair -> pair.split("=", 2)).forEach(pair -> set.put(pair[0], pair[1]));
        return refusal(RUNNER.withInitializer(
                context -> context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("file", set))));
    }

    private static String variables(Map<String, Object> variables) {
        return refusal(RUNNER.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables))));
    }

    private static String refusal(ApplicationContextRunner runner) {
        var said = new StringBuilder();
        runner.run((AssertableApplicationContext context) -> {
            @Nullable Throwable failure = context.getStartupFailure();
            if (failure != null) {
                assertThat(failure).isInstanceOf(StartRefusedException.class).hasNoCause();
                said.append(failure.getMessage());
            }
        });
        return said.toString();
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    @Test
    void theDefaultsAreAllowed() {
        assertThat(refusal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "almanac.limits.page-size | 0 | a whole number from 1 to 1000",
                "almanac.limits.page-size | 1001 | a whole number from 1 to 1000",
                "almanac.limits.page-size | abc | a whole number from 1 to 1000",
                "almanac.limits.page-size | 99999999999 | a whole number from 1 to 1000",
                "almanac.limits.title-length | 1001 | a whole number from 1 to 1000",
                "almanac.limits.description-length | 32001 | a whole number from 1 to 32000",
                "almanac.graphql.path | graphql | a path that begins with / and has letters, digits, / - and _",
                "almanac.graphql.introspection | maybe | true or false",
                "almanac.graphql.partial-success-status | 404 | a whole number from 200 to 299",
                "almanac.graphql.body.size | 256 kilo | a size, such as 256KB, from 1KB to 16MB",
                "almanac.graphql.body.size | -1 | a size, such as 256KB, from 1KB to 16MB",
                "almanac.graphql.body.import-size | 257MB | a size, such as 256KB, from 1KB to 256MB",
                "almanac.database.requests.max-size | 0 | a whole number from 1 to 1000",
                "almanac.database.jobs.statement-timeout | 2h | a duration, such as 500ms or 2s, from 10ms to 1h",
                "almanac.request.deadline | never | a duration, such as 500ms or 2s, from 100ms to 10m",
                "almanac.migration.mode | NEVER | one of AT_START, OWN_STEP",
                "almanac.migration.lock-timeout | 0s | a duration, such as 500ms or 2s, from 10ms to 1m",
                "almanac.migration.lock-timeout | soon | a duration, such as 500ms or 2s, from 10ms to 1m",
                "almanac.migration.attempts | 0 | a whole number from 1 to 1000",
                "almanac.graphql.document.depth | 0 | a whole number from 1 to 1000",
                "almanac.account.time-zone | Mars/Base | a zone of the IANA database, such as Europe/Zurich",
                "almanac.account.locale | not a language | a language tag, such as en-GB",
                "almanac.account.locale | e | a language tag, such as en-GB",
                "almanac.account.week-start | NODAY | one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY",
                "almanac.security.jwks-uri | no address | an address, such as https://issuer.example/keys",
                "almanac.graphiql.enabled | perhaps | true or false",
                "almanac.local.sample-data | perhaps | true or false",
            })
    void aValueIsReadInItsFormAndBounds(String name, String value, String form) {
        var variable = variable(name);
        var sentence = "%s (%s) must be %s.".formatted(name, variable, form);
        assertThat(refusal(name + "=" + value)).isEqualTo(sentence);
        assertThat(variables(Map.of(variable, value))).isEqualTo(sentence);
    }

    @Test
    void sizesThatContradictOneAnotherAreToldTogether() {
        assertThat(refusal("almanac.graphql.body.size=2MB", "almanac.graphql.body.import-size=1MB"))
                .isEqualTo("almanac.graphql.body.import-size must be no smaller than almanac.graphql.body.size.");
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(refusal("almanac.limits.page-size=0", "almanac.limits.nodes=0", "almanac.account.week-start=x"))
                .hasLineCount(3);
    }

    @Test
    void aSecretIsNeverRepeated() {
        assertThat(refusal("almanac.security.secret=hidden"))
                .contains("almanac.security.secret")
                .doesNotContain("hidden");
        assertThat(refusal("almanac.security.secret=aGlkZGVuIGJ1dCBzaG9ydA==")).doesNotContain("aGlk");
        assertThat(refusal("almanac.security.secrets=hidden")).doesNotContain("hidden");
        assertThat(refusal("almanac.monitoring.token=hidden"))
                .contains("almanac.monitoring.token")
                .doesNotContain("hidden");
        assertThat(refusal(
                        "almanac.database.url=postgresql://ada:hidden@localhost/x",
                        "almanac.database.requests.max-size=0"))
                .contains("almanac.database.requests.max-size")
                .doesNotContain("hidden");
    }

    static Stream<String> misspelt() {
        return Stream.of("almanac.limits.page-sise", "almanac.limts.page-size", "almanac.limits.page-sizes");
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void aMisspeltNameIsToldWithTheNearestOne(String name) {
        assertThat(refusal(name + "=100"))
                .isEqualTo("There is no setting %s: the nearest is almanac.limits.page-size.".formatted(name));
        var variable = variable(name);
        assertThat(variables(Map.of(variable, "100")))
                .isEqualTo("There is no setting %s: the nearest is ALMANAC_LIMITS_PAGE_SIZE.".formatted(variable));
    }

    @Test
    void aNameThatIsNearNoneIsRefusedInAFileButMayBeAnyonesInTheEnvironment() {
        assertThat(refusal("almanac.colour-of-the-sky=blue")).contains("There is no setting almanac.colour-of-the-sky");
        assertThat(variables(Map.of("ALMANAC_SERVICE_HOST", "10.0.0.1", "ALMANAC_PORT_8080_TCP_PORT", "8080")))
                .isEmpty();
    }

    @Test
    void aListMayBeNumbered() {
        assertThat(refusal("almanac.graphql.body.import-fields[0]=importICalendar"))
                .isEmpty();
        assertThat(variables(Map.of("ALMANAC_GRAPHQL_BODY_IMPORT_FIELDS_0", "importICalendar")))
                .isEmpty();
        assertThat(refusal("almanac.limits.page-size[0]=3")).contains("There is no setting");
    }
}
