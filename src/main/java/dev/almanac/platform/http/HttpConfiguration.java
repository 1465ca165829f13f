package dev.almanac.platform.http;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets up the HTTP server where Spring Boot's own properties do not reach. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class HttpConfiguration {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> arrivalDeadlines(HttpSettings settings) {
        return factory -> factory.addServerCustomizers(server ->
                server.doOnChannelInit((observer, connection, address) -> ArrivalDeadline.add(connection, settings)));
    }
}
