package dev.almanac.platform.monitoring;

import dev.almanac.platform.Between;
import dev.almanac.platform.StartRefusedException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sees ({@code almanac.monitoring.*}).
 *
 * @param token who sends it as a bearer token may read {@code /actuator/prometheus}: at least 32 letters, digits or
 *     punctuation marks of ASCII, made at random. Empty: nobody may, and the path answers 404; in {@code local} this
 *     machine's own requests may without one
 * @param slowRequest from this duration on a request, to GraphQL or for a file, is logged at INFO, however it ends
 */
@ConfigurationProperties("almanac.monitoring")
record MonitoringSettings(
        @DefaultValue("") String token,

        @DefaultValue("1s") @Between(least = "0s", most = "10m")
        Duration slowRequest) {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{32,}");

    MonitoringSettings {
        token = token.strip();
        if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
            throw new StartRefusedException(
                    "Set almanac.monitoring.token to at least 32 visible ASCII characters, or leave it out.");
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "MonitoringSettings[token=***, slowRequest=" + slowRequest + "]";
    }
}
