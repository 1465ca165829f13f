package dev.almanac;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.graphql.autoconfigure.observation.GraphQlObservationAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.reactive.GraphQlWebFluxAutoConfiguration;

/**
 * Starts the server. GraphQL has an HTTP route of its own, and is observed by request: observing each field copies its
 * environment.
 */
@SpringBootApplication(exclude = {GraphQlWebFluxAutoConfiguration.class, GraphQlObservationAutoConfiguration.class})
public class AlmanacApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AlmanacApplication.class, arguments);
    }
}
