package dev.almanac.platform.graphql.server;

import dev.almanac.platform.Limits;
import dev.almanac.platform.ZoneData;
import dev.almanac.platform.graphql.GraphQlSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Answers {@code serverInfo}. */
@Controller
@EnableConfigurationProperties({Limits.class, GraphQlSettings.class})
class ServerInfoController {

    private final ServerInfo info;

    ServerInfoController(@Nullable BuildProperties build, Limits limits, GraphQlSettings settings) {
        String version = build == null ? null : build.getVersion();
        this.info = new ServerInfo(
                version == null ? "development" : version,
                ZoneData.VERSION,
                ServerInfo.Limits.of(limits, settings.body()));
    }

    @QueryMapping
    ServerInfo serverInfo() {
        return info;
    }
}
