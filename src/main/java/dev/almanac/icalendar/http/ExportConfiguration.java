package dev.almanac.icalendar.http;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.change.ChangeLog;
import dev.almanac.icalendar.ExportSettings;
import dev.almanac.icalendar.writing.CalendarExport;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Serves {@code GET /export/{calendar}.ics}, to whoever has a token. */
@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    SimpleUrlHandlerMapping calendarExportEndpoint(
            CalendarAccess access, ChangeLog log, CalendarExport exports, ExportSettings settings) {
        var endpoint = new ExportEndpoint(access, log, exports, settings.deadline());
        return new SimpleUrlHandlerMapping(Map.of(ExportEndpoint.PATH + "**", endpoint), -1);
    }
}
