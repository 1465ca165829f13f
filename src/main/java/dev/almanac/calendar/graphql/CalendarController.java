package dev.almanac.calendar.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.node.NodeResolver;
import dev.almanac.platform.graphql.page.CountedConnection;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.graphql.page.KeyedList;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Reads calendars. */
@Controller
class CalendarController implements NodeResolver {

    private final CalendarAccess access;
    private final KeyedList<CalendarNode, Place> inOrder;

    CalendarController(CalendarAccess access, Cursors cursors) {
        this.access = access;
        this.inOrder =
                new KeyedList<>(cursors, "viewer.calendars/1", Place::of, Comparator.naturalOrder(), new PlaceFormat());
    }

    @SchemaMapping(typeName = "Viewer", field = "calendars")
    Mono<CountedConnection<CalendarNode>> calendars(Viewer viewer, PageArguments page, @ContextValue RequestMemo memo) {
        return of(viewer, memo)
                .map(calendars -> inOrder.page(
                        viewer, calendars.all().stream().map(CalendarNode::of).toList(), page));
    }

    @QueryMapping
    Mono<CalendarNode> calendar(@Argument String id, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        UUID uuid = TypedId.parse(CalendarNode.PREFIX, id);
        if (uuid == null) {
            return Mono.error(new RequestRefusedException(Refusal.INVALID_ID, "This is not the id of a calendar"));
        }
        return of(viewer, memo).mapNotNull(calendars -> {
            Membership membership = calendars.may(Action.READ, uuid) ? calendars.find(uuid) : null;
            return membership == null ? null : CalendarNode.of(membership);
        });
    }

    private Mono<ViewerCalendars> of(Viewer viewer, RequestMemo memo) {
        return memo.once(ViewerCalendars.class, () -> access.of(viewer));
    }

    @Override
    public String prefix() {
        return CalendarNode.PREFIX;
    }

    @Override
    public Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids) {
        return access.of(viewer).map(calendars -> {
            Map<String, Object> found = new HashMap<>();
            for (var membership : calendars.all()) {
                var node = CalendarNode.of(membership);
                if (membership.may(Action.READ) && ids.contains(node.id())) {
                    found.put(node.id(), node);
                }
            }
            return found;
        });
    }

    /** Where a calendar stands in its member's list. */
    private record Place(int sortOrder, UUID id) implements Comparable<Place> {

        static Place of(CalendarNode node) {
            return new Place(node.membership().sortOrder(), node.uuid());
        }

        @Override
        public int compareTo(Place other) {
            int order = Integer.compare(sortOrder, other.sortOrder);
            return order == 0 ? id.compareTo(other.id) : order;
        }
    }

    private static final class PlaceFormat implements KeyedList.KeyFormat<Place> {

        @Override
        public byte[] write(Place place) {
            return ByteBuffer.allocate(20)
                    .putInt(place.sortOrder())
                    .putLong(place.id().getMostSignificantBits())
                    .putLong(place.id().getLeastSignificantBits())
                    .array();
        }

        @Override
        public Place read(byte[] bytes) {
            var buffer = ByteBuffer.wrap(bytes);
            return new Place(buffer.getInt(), new UUID(buffer.getLong(), buffer.getLong()));
        }
    }
}
