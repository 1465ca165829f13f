package dev.almanac.calendar;

import dev.almanac.calendar.Membership.Action;
import dev.almanac.platform.security.Viewer;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * The one decision about access: may this viewer do this to this calendar, and how much may they see. Everything that yields
 * calendar data asks here; no statement joins on an owner.
 */
@Service
public class CalendarAccess {

    private final CalendarStore store;

    CalendarAccess(CalendarStore store) {
        this.store = store;
    }

    /** All that the viewer has, in one statement. */
    public Mono<ViewerCalendars> of(Viewer viewer) {
        return store.ofMember(viewer.userId())
                .collectList()
                .map(memberships -> new ViewerCalendars(viewer, memberships));
    }

    /** The calendar where the viewer may do this to it, else empty: foreign, deleted and missing are the same. */
    public Mono<Membership> to(Viewer viewer, Action action, UUID calendar) {
        return store.find(viewer.userId(), calendar).filter(membership -> membership.may(action));
    }
}
