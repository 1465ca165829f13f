package dev.almanac.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The most that one request, person, calendar or event may have ({@code almanac.limits.*}); clients read it as
 * {@code serverInfo.limits}. The bounds of titles and descriptions are those of their columns.
 *
 * @param pageSize items in one page
 * @param windowDays days in a window of an agenda
 * @param nodes ids in one call of {@code nodes}
 * @param titleLength characters of a title or name
 * @param descriptionLength characters of a description
 * @param attendees attendees of an event
 * @param categories categories of an event
 * @param reminders reminders of an event, or of a person's preferences
 * @param recurrenceDates dates added to a recurrence, and as many taken out
 * @param overrides occurrences of a series that differ from it
 * @param calendars calendars of a person
 */
@ConfigurationProperties("almanac.limits")
@Validated
public record Limits(
        @DefaultValue("200") @Between(least = "1", most = "1000")
        int pageSize,

        @DefaultValue("400") @Between(least = "1", most = "3660")
        int windowDays,

        @DefaultValue("200") @Between(least = "1", most = "1000")
        int nodes,

        @DefaultValue("1000") @Between(least = "1", most = "1000")
        int titleLength,

        @DefaultValue("32000") @Between(least = "1", most = "32000")
        int descriptionLength,

        @DefaultValue("500") @Between(least = "1", most = "10000")
        int attendees,

        @DefaultValue("50") @Between(least = "1", most = "1000")
        int categories,

        @DefaultValue("20") @Between(least = "1", most = "1000")
        int reminders,

        @DefaultValue("2000") @Between(least = "1", most = "100000")
        int recurrenceDates,

        @DefaultValue("10000") @Between(least = "1", most = "100000")
        int overrides,

        @DefaultValue("250") @Between(least = "1", most = "10000")
        int calendars) {}
