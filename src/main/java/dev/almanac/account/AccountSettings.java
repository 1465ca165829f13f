package dev.almanac.account;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a person has until they choose for themselves.
 *
 * @param timeZone a zone of the IANA database
 * @param locale a language tag
 * @param weekStart the first day of the week
 */
@ConfigurationProperties("almanac.account")
public record AccountSettings(
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("en") Locale locale,
        @DefaultValue("MONDAY") DayOfWeek weekStart) {}
