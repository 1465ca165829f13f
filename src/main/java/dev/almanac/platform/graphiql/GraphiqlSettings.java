package dev.almanac.platform.graphiql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether GraphiQL is served ({@code almanac.graphiql.*}).
 *
 * @param enabled whether {@code /} serves GraphiQL; {@code local} sets it to true
 */
@ConfigurationProperties("almanac.graphiql")
record GraphiqlSettings(@DefaultValue("false") boolean enabled) {}
