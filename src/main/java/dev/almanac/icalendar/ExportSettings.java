package dev.almanac.icalendar;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How calendars are exported ({@code almanac.export.*}).
 *
 * @param textSize the most iCalendar text that one GraphQL request is answered with; larger calendars are streamed
 * @param deadline how long a calendar may stream; after it the connection ends
 */
@ConfigurationProperties("almanac.export")
@Validated
public record ExportSettings(
        @DefaultValue("4MB") @Between(least = "1KB", most = "64MB")
        DataSize textSize,

        @DefaultValue("10m") @Between(least = "100ms", most = "6h")
        Duration deadline) {}
