package dev.almanac.event.graphql;

import dev.almanac.event.agenda.AgendaService.Asked;
import dev.almanac.platform.graphql.page.Connection;
import dev.almanac.platform.graphql.page.Edge;
import dev.almanac.platform.graphql.page.PageInfo;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schema's {@code AgendaConnection}: a page, and what its {@code days} are counted from. */
final class AgendaPage {

    private final Connection<AgendaItem> page;
    private final Asked asked;
    private final @Nullable UUID calendar;
    private final @Nullable Collection<UUID> calendars;

    /**
     * A page.
     *
     * @param calendar the one calendar it is of; null: of several together
     * @param calendars the several; null: all that the viewer may read
     */
    AgendaPage(
            Connection<AgendaItem> page, Asked asked, @Nullable UUID calendar, @Nullable Collection<UUID> calendars) {
        this.page = page;
        this.asked = asked;
        this.calendar = calendar;
        this.calendars = calendars;
    }

    Asked asked() {
        return asked;
    }

    @Nullable UUID calendar() {
        return calendar;
    }

    @Nullable Collection<UUID> calendars() {
        return calendars;
    }

    public List<Edge<AgendaItem>> edges() {
        return page.edges();
    }

    public List<AgendaItem> nodes() {
        return page.nodes();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
