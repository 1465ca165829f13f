package dev.almanac.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.util.Arrays;
import java.util.Objects;
import java.util.jar.Attributes.Name;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Libraries are not older than the versions that mended what strangers could use. */
class VersionTests {

    @Tag("F8")
    @ParameterizedTest
    @CsvSource({
        "org.springframework.graphql.execution.GraphQlSource, 2.0.6",
        "io.netty.buffer.ByteBuf, 4.2.18",
        "io.netty.handler.codec.http.HttpObjectDecoder, 4.2.18",
        "org.springframework.security.core.Authentication, 7.1.2",
        "org.springframework.security.oauth2.jwt.Jwt, 7.1.2",
        "io.r2dbc.postgresql.PostgresqlConnectionFactory, 1.1.3",
        "net.fortuna.ical4j.model.Calendar, 4.4.0",
    })
    void librariesAreNotOlderThan(String type, String floor) throws Exception {
        var version = version(Class.forName(type));
        assertThat(Arrays.compare(numbers(version), numbers(floor)))
                .as("%s is in %s, at least %s is needed", type, version, floor)
                .isNotNegative();
    }

    @Test
    void versionsAreComparedByTheirNumbers() {
        assertThat(Arrays.compare(numbers("4.2.9.Final"), numbers("4.2.18"))).isNegative();
        assertThat(Arrays.compare(numbers("1.1.3.RELEASE"), numbers("1.1.3"))).isZero();
        assertThat(Arrays.compare(numbers("5.0.0"), numbers("4.2.18"))).isPositive();
    }

    private static String version(Class<?> type) throws IOException {
        var file = type.getSimpleName() + ".class";
        var jar = (JarURLConnection)
                Objects.requireNonNull(type.getResource(file)).openConnection();
        return jar.getManifest().getMainAttributes().getValue(Name.IMPLEMENTATION_VERSION);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .filter(part -> part.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
