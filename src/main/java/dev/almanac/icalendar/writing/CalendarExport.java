package dev.almanac.icalendar.writing;

import dev.almanac.account.AccountService;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.event.EventContents;
import dev.almanac.event.agenda.Window;
import dev.almanac.event.export.EventExport;
import dev.almanac.event.export.EventExport.Found;
import dev.almanac.event.export.WholeEvent;
import dev.almanac.icalendar.ExportSettings;
import dev.almanac.platform.request.RequestThread;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Calendars and events as iCalendar text: of any size as a stream, of a bounded one as a value. */
@Service
@EnableConfigurationProperties(ExportSettings.class)
public class CalendarExport {

    /** Another text for the same events has another number here. */
    public static final int FORM = 1;

    private final EventExport events;
    private final AccountService accounts;
    private final ExportSettings settings;

    CalendarExport(EventExport events, AccountService accounts, ExportSettings settings) {
        this.events = events;
        this.accounts = accounts;
        this.settings = settings;
    }

    /** What was asked for as a value. */
    public sealed interface Export {

        record Text(String text) implements Export {}

        /**
         * More than one request is answered with.
         *
         * @param octets at least so many, with what the request was answered before
         */
        record TooLarge(long octets) implements Export {}
    }

    /** To whom alarms by mail go: the viewer's address as a URI, or where there is none the viewer's id. */
    public Mono<String> mailbox(Viewer viewer) {
        return accounts.user(viewer)
                .mapNotNull(user -> user.email() == null ? null : "mailto:" + user.email())
                .defaultIfEmpty("urn:uuid:" + viewer.userId());
    }

    /**
     * A whole calendar, in pieces that are made as they are asked for; no connection to the database is held between them. The viewer
     * must be among its members.
     */
    public Flux<byte[]> stream(ViewerCalendars calendars, Membership calendar, String mailbox) {
        var id = calendar.calendar().id();
        return Flux.defer(() -> {
            var writing = new CalendarWriting(calendar, mailbox);
            return events.zones(calendars, id)
                    .collectList()
                    .map(uses -> writing.head(CalendarWriting.spans(uses)))
                    .concatWith(events.all(calendars, id)
                            .concatMap(page -> Flux.fromIterable(() -> writing.events(page)), 0))
                    .concatWith(Mono.fromSupplier(writing::tail))
                    .map(ContentText::bytes);
        });
    }

    /** Calendars, or of each the events of which an occurrence lies in the window. One that the viewer may not read is left out. */
    public Mono<Map<UUID, Export>> calendars(
            ViewerCalendars calendars, Collection<UUID> wanted, @Nullable Window window, long octets) {
        Map<UUID, Membership> readable = calendars.readable(wanted).stream()
                .map(calendars::find)
                .filter(membership -> membership != null)
                .collect(Collectors.toMap(membership -> membership.calendar().id(), Function.identity()));
        return mailbox(calendars.viewer())
                .flatMap(mailbox -> events.ofCalendars(calendars, readable.keySet(), window, octets)
                        .flatMap(found -> texts(found, readable::get, mailbox, octets)));
    }

    /** Each event in a calendar of its own. */
    public Mono<Map<UUID, Export>> events(ViewerCalendars calendars, Collection<UUID> wanted) {
        if (wanted.isEmpty()) {
            return Mono.just(Map.of());
        }
        long octets = settings.textSize().toBytes();
        return mailbox(calendars.viewer())
                .flatMap(mailbox -> events.ofEvents(calendars, wanted, octets)
                        .flatMap(found -> texts(found, _ -> null, mailbox, octets)));
    }

    /** An event as it would be, in a calendar of its own. */
    public Mono<Export> event(Viewer viewer, EventContents contents) {
        var event = new Found.Events(List.of(new WholeEvent(contents, null, null)));
        UUID id = contents.event().id();
        return mailbox(viewer)
                .flatMap(mailbox -> texts(
                        Map.of(id, event),
                        _ -> null,
                        mailbox,
                        settings.textSize().toBytes()))
                .mapNotNull(texts -> texts.get(id));
    }

    /** Written beside the event loop, and handed on there. */
    private static Mono<Map<UUID, Export>> texts(
            Map<UUID, Found> found, Function<UUID, @Nullable Membership> calendar, String mailbox, long octets) {
        var written = Mono.fromSupplier(() -> {
                    Map<UUID, Export> texts = new HashMap<>();
                    long[] left = {octets};
                    found.forEach((id, one) -> texts.put(
                            id,
                            switch (one) {
                                case Found.TooMuch(long least) -> new Export.TooLarge(least);
                                case Found.Events(var events) ->
                                    text(new CalendarWriting(calendar.apply(id), mailbox), events, octets, left);
                            }));
                    return texts;
                })
                .subscribeOn(Schedulers.boundedElastic());
        return RequestThread.resume(written.flux()).next();
    }

    private static Export text(CalendarWriting writing, List<WholeEvent> events, long octets, long[] left) {
        var text = writing.head(CalendarWriting.spansOf(events));
        var pieces = writing.events(events);
        while (pieces.hasNext() && text.octets() <= left[0]) {
            text.append(pieces.next());
        }
        text.append(writing.tail());
        if (text.octets() > left[0]) {
            return new Export.TooLarge(octets - left[0] + text.octets());
        }
        left[0] -= text.octets();
        return new Export.Text(text.toString());
    }
}
