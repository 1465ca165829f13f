package dev.almanac.event.graphql;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.event.agenda.AgendaService.Asked;
import dev.almanac.platform.Limits;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of an agenda, read and found well. */
record AgendaArguments(Asked asked, @Nullable List<UUID> calendars, int size, Places places) {

    /**
     * Reads them.
     *
     * @param calendars ids as asked for; null: all
     * @param list what stands in cursors for the list
     */
    static AgendaArguments of(
            WindowInput window,
            @Nullable List<String> calendars,
            @Nullable List<String> categories,
            PageArguments page,
            @Nullable ZoneId timeZone,
            String list,
            Viewer viewer,
            Limits limits,
            Cursors cursors) {
        most("calendars", calendars, limits.calendars());
        most("categories", categories, limits.categories());
        var zone = timeZone == null ? viewer.timeZone() : timeZone;
        var stretch = window.window(zone, limits);
        var wanted = calendars == null ? null : calendars(calendars);
        // A cursor belongs to the list that it was made for: the same window, calendars, categories and zone.
        var shape = String.join(
                "\n",
                "agenda/1",
                list,
                stretch.from().toString(),
                stretch.to().toString(),
                zone.getId(),
                wanted == null ? "*" : new TreeSet<>(wanted).toString(),
                categories == null ? "*" : new TreeSet<>(categories).toString());
        var places = new Places(cursors, viewer, shape);
        return new AgendaArguments(
                new Asked(stretch, categories, places.place(page.cursor())), wanted, page.size(), places);
    }

    private static List<UUID> calendars(List<String> ids) {
        List<UUID> calendars = new ArrayList<>();
        for (var id : ids) {
            UUID uuid = TypedId.parse(CalendarNode.PREFIX, id);
            if (uuid == null) {
                throw new RequestRefusedException(
                        Refusal.INVALID_ID, "calendars holds what is not the id of a calendar");
            }
            calendars.add(uuid);
        }
        return calendars;
    }

    private static void most(String argument, @Nullable List<?> values, int most) {
        if (values != null && values.size() > most) {
            throw RequestRefusedException.limit(argument, most, values.size());
        }
    }
}
