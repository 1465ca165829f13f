package dev.almanac.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The most that one request, person, calendar or event may have ({@code almanac.limits.*}); clients read it as
 * {@code serverInfo.limits}.
 *
 * @param pageSize items in one page
 * @param windowDays days in a window of an agenda
 * @param nodes ids in one call of {@code nodes}
 * @param titleLength characters of a title or name
 * @param descriptionLength characters of a description
 * @param attendees of an event
 * @param categories of an event
 * @param reminders of an event
 * @param recurrenceDates dates added to a recurrence, and as many taken out
 * @param calendars of a person
 */
@ConfigurationProperties("almanac.limits")
public record Limits(
        @DefaultValue("200") int pageSize,
        @DefaultValue("400") int windowDays,
        @DefaultValue("200") int nodes,
        @DefaultValue("1000") int titleLength,
        @DefaultValue("32000") int descriptionLength,
        @DefaultValue("500") int attendees,
        @DefaultValue("50") int categories,
        @DefaultValue("20") int reminders,
        @DefaultValue("2000") int recurrenceDates,
        @DefaultValue("250") int calendars) {}
