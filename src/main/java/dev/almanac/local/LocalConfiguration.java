package dev.almanac.local;

import dev.almanac.platform.monitoring.TokenlessScrape;
import dev.almanac.platform.security.DefaultSecret;
import dev.almanac.platform.security.OpenPath;
import dev.almanac.platform.security.SecuritySettings;
import dev.almanac.platform.security.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
@Profile("local")
@EnableConfigurationProperties(LocalSettings.class)
class LocalConfiguration {

    @Bean
    LocalDirectory localDirectory(LocalSettings settings) throws IOException {
        return new LocalDirectory(settings.directory());
    }

    @Bean
    EmbeddedDatabase embeddedDatabase(LocalDirectory directory, LocalSettings settings) {
        return new EmbeddedDatabase(directory, settings.binaries());
    }

    /** Cursors outlive a restart. */
    @Bean
    DefaultSecret defaultSecret(LocalDirectory directory) {
        return () -> {
            try {
                return directory.keep("secret", LocalConfiguration::randomSecret);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static String randomSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    @Bean
    SigningKey signingKey(LocalDirectory directory) throws IOException {
        return new SigningKey(directory);
    }

    @Bean
    TokenKey tokenKey(SigningKey key) {
        return new TokenKey(key.publicKey());
    }

    @Bean
    OpenPath localTokenPath() {
        return OpenPath.post(TokenEndpoint.PATH);
    }

    @Bean
    RouterFunction<ServerResponse> localTokenRoute(SigningKey key, SecuritySettings settings, Clock clock) {
        return RouterFunctions.route(
                RequestPredicates.POST(TokenEndpoint.PATH), new TokenEndpoint(key, settings, clock)::answer);
    }

    @Bean
    TokenlessScrape tokenlessScrape() {
        return OwnMachine::sent;
    }

    @Bean
    NextSteps nextSteps(Environment environment) {
        return new NextSteps(environment);
    }
}
