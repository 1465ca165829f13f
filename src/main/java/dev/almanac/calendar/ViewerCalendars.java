package dev.almanac.calendar;

import dev.almanac.calendar.Membership.Action;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All calendars that a viewer has, and what the viewer may do with each: the answer of {@link CalendarAccess}. Whoever reads events
 * is handed one of these, so that nothing can be read of a calendar that is not in it.
 */
public final class ViewerCalendars {

    private final Viewer viewer;
    private final Map<UUID, Membership> memberships;

    public ViewerCalendars(Viewer viewer, Collection<Membership> memberships) {
        this.viewer = viewer;
        this.memberships = memberships.stream()
                .sorted(Comparator.comparingInt(Membership::sortOrder)
                        .thenComparing(membership -> membership.calendar().id()))
                .collect(Collectors.toMap(
                        membership -> membership.calendar().id(),
                        membership -> membership,
                        (first, _) -> first,
                        LinkedHashMap::new));
    }

    public Viewer viewer() {
        return viewer;
    }

    /** In the viewer's order. */
    public List<Membership> all() {
        return List.copyOf(memberships.values());
    }

    /** The calendar, or null where the viewer does not have it. */
    public @Nullable Membership find(UUID calendar) {
        return memberships.get(calendar);
    }

    /** Whether the viewer may do this to this calendar. */
    public boolean may(Action action, UUID calendar) {
        var membership = memberships.get(calendar);
        return membership != null && membership.may(action);
    }

    /** The calendars that the viewer may read, all or those asked for; what is foreign or missing is left out. */
    public List<UUID> readable(@Nullable Collection<UUID> asked) {
        return memberships.values().stream()
                .filter(membership -> membership.may(Action.READ))
                .map(membership -> membership.calendar().id())
                .filter(id -> asked == null || asked.contains(id))
                .toList();
    }
}
