package dev.almanac.platform;

import java.time.zone.ZoneRulesProvider;

/** The time zone data of this JVM, by which alone instants are made from wall-clock times. */
public final class ZoneData {

    /** The version of the IANA database, such as {@code 2026a}. */
    public static final String VERSION =
            ZoneRulesProvider.getVersions("Europe/Zurich").lastEntry().getKey();

    private ZoneData() {}
}
