package dev.almanac.faults;

import java.time.Duration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/** A server that ends ends the event loops it answers on. Of several in one JVM, each has its own, so that the others go on. */
@TestConfiguration(proxyBeanMethods = false)
class OwnEventLoops {

    @Bean
    ReactorResourceFactory ownResources() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
