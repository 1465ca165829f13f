package dev.almanac.local;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Ends the log of a start with what to do next. */
class NextSteps {

    private static final Logger log = LoggerFactory.getLogger(NextSteps.class);

    private final Environment environment;

    NextSteps(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void tell() {
        String port = environment.getProperty("local.server.port");
        if (port != null) {
            log.info(text("http://localhost:" + port));
        }
    }

    static String text(String address) {
        return """
                Almanac is ready.

                  In a browser, signed in as %2$s:
                    %1$s

                  In a shell:
                    TOKEN=$(curl -s -X POST %1$s%3$s | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                    curl -s %1$s/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                      -d '{"query":"{ viewer { user { name } calendars(first: 5) { nodes { id name } } } }"}'
                """.formatted(address, Person.SAMPLE.email(), TokenEndpoint.PATH);
    }
}
