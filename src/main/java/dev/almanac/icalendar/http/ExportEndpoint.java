package dev.almanac.icalendar.http;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.ChangeLog;
import dev.almanac.icalendar.writing.CalendarExport;
import dev.almanac.platform.ZoneData;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.execution.Faults;
import dev.almanac.platform.http.BrokenAnswer;
import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.request.Deadline;
import dev.almanac.platform.request.RequestTally;
import dev.almanac.platform.security.Viewer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * {@code GET /export/{calendar}.ics}: a calendar as an iCalendar file, of whatever size. What the caller may not read, and what there is
 * not, is the same 404. The tag is that of the calendar's last change, so that a copy that is still good is not sent again.
 *
 * <p>Events come page by page, as fast as they are taken; what is changed meanwhile is in it or not. A fault after the first bytes ends the
 * connection, so that half a calendar is not taken for a whole one.
 */
class ExportEndpoint implements WebHandler {

    static final String PATH = "/export/";

    private static final Logger LOG = LoggerFactory.getLogger(ExportEndpoint.class);

    private static final String SUFFIX = ".ics";
    private static final MediaType TYPE = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final int LONGEST_NAME = 100;

    private final CalendarAccess access;
    private final ChangeLog log;
    private final CalendarExport exports;
    private final Duration deadline;

    ExportEndpoint(CalendarAccess access, ChangeLog log, CalendarExport exports, Duration deadline) {
        this.access = access;
        this.log = log;
        this.exports = exports;
        this.deadline = deadline;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        if (!METHODS.contains(exchange.getRequest().getMethod())) {
            exchange.getResponse().getHeaders().setAllow(METHODS);
            return answer(exchange, HttpStatus.METHOD_NOT_ALLOWED, Refusal.METHOD_NOT_ALLOWED.name());
        }
        return Deadline.within(deadline, viewer().flatMap(viewer -> answer(exchange, viewer)))
                .onErrorResume(error -> refuse(exchange, error));
    }

    /** Nobody comes here without a token. */
    private static Mono<Viewer> viewer() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .mapNotNull(Authentication::getPrincipal)
                .cast(Viewer.class);
    }

    private Mono<Void> answer(ServerWebExchange exchange, Viewer viewer) {
        var id = calendar(exchange);
        Mono<Membership> found = id == null ? Mono.empty() : access.to(viewer, Action.READ, id);
        return found.map(membership -> answer(exchange, viewer, membership))
                .defaultIfEmpty(Mono.defer(() -> answer(exchange, HttpStatus.NOT_FOUND, "refused")))
                .flatMap(answer -> answer);
    }

    private static @Nullable UUID calendar(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.endsWith(SUFFIX)
                ? TypedId.parse(CalendarNode.PREFIX, path.substring(PATH.length(), path.length() - SUFFIX.length()))
                : null;
    }

    private Mono<Void> answer(ServerWebExchange exchange, Viewer viewer, Membership membership) {
        var calendar = membership.calendar();
        return log.head(calendar.id())
                .defaultIfEmpty(0L)
                .zipWith(exports.mailbox(viewer))
                .flatMap(known -> {
                    var headers = exchange.getResponse().getHeaders();
                    headers.setCacheControl(CacheControl.noCache().cachePrivate());
                    headers.setVary(List.of(HttpHeaders.AUTHORIZATION));
                    // Asked for before the first event is read: a change in between makes the next answer another one.
                    if (exchange.checkNotModified(tag(known.getT1(), membership, known.getT2()))) {
                        RequestTally.of(exchange).answered("unchanged", List.of());
                        return exchange.getResponse().setComplete();
                    }
                    return send(exchange, viewer, membership, known.getT2());
                });
    }

    private Mono<Void> send(ServerWebExchange exchange, Viewer viewer, Membership membership, String mailbox) {
        RequestTally.of(exchange).answered("ok", List.of());
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        var headers = response.getHeaders();
        headers.setContentType(TYPE);
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(fileName(membership.calendar().name()), StandardCharsets.UTF_8)
                .build());
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return response.setComplete();
        }
        var pieces = exports.stream(new ViewerCalendars(viewer, List.of(membership)), membership, mailbox)
                .map(piece -> response.bufferFactory().wrap(piece));
        // Where the time is over this is not the last word.
        var taken = pieces.doOnCancel(() -> RequestTally.of(exchange).answered("cancelled", List.of()));
        return response.writeAndFlushWith(Deadline.whileTaken(taken.map(Mono::just)));
    }

    /** Of all that the text depends on: what the stream does not tell of is in the second half. */
    private static String tag(long head, Membership membership, String mailbox) {
        var beside =
                String.join("\n", Integer.toString(CalendarExport.FORM), ZoneData.VERSION, membership.color(), mailbox);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(beside.getBytes(StandardCharsets.UTF_8));
            return "\"" + head + "-" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** A name that any file system takes, and that is nobody's path. */
    static String fileName(String name) {
        var kept = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_' ? c : '_')
                .forEach(kept::appendCodePoint);
        var stripped = kept.toString().strip();
        return (stripped.isEmpty() ? "calendar" : stripped) + SUFFIX;
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Throwable error) {
        var refusal = Faults.refusal(error);
        if (refusal == null) {
            LOG.atError()
                    .addKeyValue(RequestId.LOG_KEY, RequestId.of(exchange))
                    .setCause(error)
                    .log("Export {} failed", RequestId.of(exchange));
        }
        var meant = refusal == null ? Refusal.INTERNAL : refusal.refusal();
        if (exchange.getResponse().isCommitted()) {
            RequestTally.of(exchange).answered(meant.name(), List.of());
            BrokenAnswer.cut(exchange.getResponse());
            return Mono.error(error);
        }
        var headers = exchange.getResponse().getHeaders();
        headers.remove(HttpHeaders.ETAG);
        headers.remove(HttpHeaders.CONTENT_TYPE);
        headers.remove(HttpHeaders.CONTENT_DISPOSITION);
        if (meant.isTransient()) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer(exchange, HttpStatusCode.valueOf(meant.status()), meant.name());
    }

    private static Mono<Void> answer(ServerWebExchange exchange, HttpStatusCode status, String outcome) {
        RequestTally.of(exchange).answered(outcome, List.of());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentLength(0);
        return response.setComplete();
    }
}
