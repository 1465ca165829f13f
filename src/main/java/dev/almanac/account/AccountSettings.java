package dev.almanac.account;

import dev.almanac.platform.StartRefusedException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a person has until they choose for themselves ({@code almanac.account.*}).
 *
 * @param timeZone a zone of the IANA database
 * @param locale a language tag
 * @param weekStart the first day of the week
 */
@ConfigurationProperties("almanac.account")
public record AccountSettings(
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("en") Locale locale,
        @DefaultValue("MONDAY") DayOfWeek weekStart) {

    public AccountSettings {
        // A text that is no tag is read as a language, country or variant that none has, and written without them.
        if (!Locale.forLanguageTag(locale.toLanguageTag()).equals(locale)) {
            throw new StartRefusedException(
                    "almanac.account.locale (ALMANAC_ACCOUNT_LOCALE) must be a language tag, such as en-GB.");
        }
    }
}
