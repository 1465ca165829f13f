package dev.almanac.platform.graphiql;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads the setting also where it is false. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GraphiqlSettings.class)
class GraphiqlSwitch {}
