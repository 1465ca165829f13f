package dev.almanac.event.graphql;

import dev.almanac.event.agenda.Window;
import dev.almanac.platform.Limits;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The schema's {@code WindowInput}. */
public record WindowInput(
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to,
        @Nullable LocalDate fromDate,
        @Nullable LocalDate toDate) {

    /**
     * The window that is meant.
     *
     * @param zone in which its dates are
     * @throws RequestRefusedException where it is none, or longer than allowed
     */
    public Window window(ZoneId zone, Limits limits) {
        var window = window(zone);
        long days = Duration.between(window.from(), window.to()).toDays();
        if (days > limits.windowDays()) {
            throw RequestRefusedException.limit("windowDays", limits.windowDays(), days);
        }
        return window;
    }

    private Window window(ZoneId zone) {
        try {
            if (from != null && to != null && fromDate == null && toDate == null) {
                return new Window(from.toInstant(), to.toInstant(), zone);
            }
            if (from == null && to == null && fromDate != null && toDate != null) {
                return Window.ofDates(fromDate, toDate, zone);
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage() == null ? "This is no window" : e.getMessage());
        }
        throw invalid("A window has from and to, or fromDate and toDate, and nothing else.");
    }

    private static RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.INVALID_ARGUMENT, "window: " + message);
    }
}
