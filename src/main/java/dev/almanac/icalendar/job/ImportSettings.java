package dev.almanac.icalendar.job;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How files are imported that come by {@code /import}, or in the background ({@code almanac.imports.*}).
 *
 * @param fileSize the largest file
 * @param components the most components of a file
 * @param atOnce a larger file that comes by {@code /import} is imported in the background
 * @param uploads how many files are received at the same time; more are OVERLOADED
 * @param jobs the most imports in the background that a person has under way
 * @param kept how long it can be asked what became of an import in the background, from its end
 */
@ConfigurationProperties("almanac.imports")
@Validated
public record ImportSettings(
        @DefaultValue("64MB") @Between(least = "1KB", most = "1GB")
        DataSize fileSize,

        @DefaultValue("200000") @Between(least = "1", most = "2000000")
        int components,

        @DefaultValue("1MB") @Between(least = "0B", most = "16MB")
        DataSize atOnce,

        @DefaultValue("4") @Between(least = "1", most = "100")
        int uploads,

        @DefaultValue("3") @Between(least = "1", most = "100")
        int jobs,

        @DefaultValue("7d") @Between(least = "1m", most = "365d")
        Duration kept) {}
