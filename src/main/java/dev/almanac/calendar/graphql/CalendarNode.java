package dev.almanac.calendar.graphql;

import dev.almanac.account.Reminder;
import dev.almanac.calendar.Calendar;
import dev.almanac.calendar.CalendarRole;
import dev.almanac.calendar.Membership;
import dev.almanac.change.Conflict;
import dev.almanac.platform.id.TypedId;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schema's {@code Calendar}, as one of its members has it. */
public record CalendarNode(Membership membership, String id) {

    public static final String PREFIX = "cal";

    public static CalendarNode of(Membership membership) {
        return new CalendarNode(
                membership, TypedId.format(PREFIX, membership.calendar().id()));
    }

    public UUID uuid() {
        return calendar().id();
    }

    public String name() {
        return calendar().name();
    }

    public String description() {
        return calendar().description();
    }

    public String color() {
        return membership.color();
    }

    public ZoneId timeZone() {
        return calendar().timeZone();
    }

    public @Nullable List<Reminder> defaultReminders() {
        return calendar().defaultReminders();
    }

    public CalendarRole role() {
        return membership.role();
    }

    public int version() {
        return calendar().version();
    }

    private Calendar calendar() {
        return membership.calendar();
    }

    static @Nullable Conflict<CalendarNode> of(@Nullable Conflict<Membership> conflict) {
        if (conflict == null) {
            return null;
        }
        var base = conflict.base();
        var yours = conflict.yours();
        return new Conflict<>(
                base == null ? null : of(base),
                yours == null ? null : of(yours),
                of(conflict.theirs()),
                conflict.fields());
    }
}
