package dev.almanac.event.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.security.Viewer;
import graphql.GraphQLContext;
import java.util.Objects;
import org.dataloader.BatchLoaderEnvironment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The viewer's calendars, looked up once in a request. */
@Component
class RequestCalendars {

    private final CalendarAccess access;

    RequestCalendars(CalendarAccess access) {
        this.access = access;
    }

    Mono<ViewerCalendars> of(Viewer viewer, RequestMemo memo) {
        return memo.once(ViewerCalendars.class, () -> access.of(viewer));
    }

    Mono<ViewerCalendars> of(BatchLoaderEnvironment environment) {
        GraphQLContext context = Objects.requireNonNull(environment.getContext());
        return of(viewer(environment), RequestMemo.of(context));
    }

    static Viewer viewer(BatchLoaderEnvironment environment) {
        GraphQLContext context = Objects.requireNonNull(environment.getContext());
        return Objects.requireNonNull(context.get(Viewer.class));
    }
}
