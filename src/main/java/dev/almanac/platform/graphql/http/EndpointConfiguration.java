package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.http.HttpSettings;
import dev.almanac.platform.request.RequestSettings;
import dev.almanac.platform.security.SignIn;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Serves GraphQL on a route of its own, in place of the one that Spring for GraphQL brings: that one knows POST only. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GraphQlSettings.class, HttpSettings.class, RequestSettings.class})
class EndpointConfiguration {

    @Bean
    SimpleUrlHandlerMapping graphQlEndpoint(
            GraphQlSettings settings,
            HttpSettings http,
            RequestSettings requests,
            ExecutionGraphQlService service,
            SignIn signIn) {
        GraphQlEndpoint endpoint =
                new GraphQlEndpoint(settings, http.bodyTime(), requests, service, new Callers(signIn));
        return new SimpleUrlHandlerMapping(Map.of(settings.path(), endpoint), -1);
    }
}
