package dev.almanac.icalendar.http;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.change.ChangeLog;
import dev.almanac.icalendar.ExportSettings;
import dev.almanac.icalendar.writing.CalendarExport;
import dev.almanac.platform.request.WatchedRoute;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Serves {@code GET /export/{calendar}.ics}, to whoever has a token. */
@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    private static final String PATTERN = ExportEndpoint.PATH + "**";

    @Bean
    SimpleUrlHandlerMapping calendarExportEndpoint(
            CalendarAccess access, ChangeLog log, CalendarExport exports, ExportSettings settings) {
        var endpoint = new ExportEndpoint(access, log, exports, settings.deadline());
        return new SimpleUrlHandlerMapping(Map.of(PATTERN, endpoint), -1);
    }

    @Bean
    static WatchedRoute exportRoute() {
        return new WatchedRoute(ExportEndpoint.PATH + "{calendar}.ics", PATTERN);
    }
}
