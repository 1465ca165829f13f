package dev.almanac.platform.graphql.server;

import dev.almanac.platform.graphql.GraphQlSettings;

/** The schema's {@code ServerInfo}. */
record ServerInfo(String version, String zoneData, Limits limits) {

    /** The schema's {@code Limits}: those of the domain, and those of the transport. */
    record Limits(
            int pageSize,
            int windowDays,
            int nodes,
            int titleLength,
            int descriptionLength,
            int attendees,
            int categories,
            int reminders,
            int recurrenceDates,
            int overrides,
            int calendars,
            int bodyBytes,
            int importBytes) {

        static Limits of(dev.almanac.platform.Limits limits, GraphQlSettings.Body body) {
            return new Limits(
                    limits.pageSize(),
                    limits.windowDays(),
                    limits.nodes(),
                    limits.titleLength(),
                    limits.descriptionLength(),
                    limits.attendees(),
                    limits.categories(),
                    limits.reminders(),
                    limits.recurrenceDates(),
                    limits.overrides(),
                    limits.calendars(),
                    Math.toIntExact(body.size().toBytes()),
                    Math.toIntExact(body.importSize().toBytes()));
        }
    }
}
