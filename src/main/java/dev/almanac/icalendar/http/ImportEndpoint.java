package dev.almanac.icalendar.http;

import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.event.EventContents;
import dev.almanac.event.bulk.ImportReceipt;
import dev.almanac.icalendar.graphql.ImportJobNode;
import dev.almanac.icalendar.job.FileImport;
import dev.almanac.icalendar.job.ImportJobs;
import dev.almanac.icalendar.job.ImportSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.execution.Faults;
import dev.almanac.platform.graphql.http.Callers;
import dev.almanac.platform.http.HttpSettings;
import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.request.Deadline;
import dev.almanac.platform.request.RequestSettings;
import dev.almanac.platform.request.RequestTally;
import dev.almanac.platform.request.WatchedRoute;
import dev.almanac.platform.security.SignIn;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST} or {@code PUT /import}: a file as the body, as {@code curl -T} sends it, or in a form. A small file is imported before
 * the answer, a larger one in the background; {@code GET} of the address that is answered then tells how far that is.
 */
@Configuration(proxyBeanMethods = false)
class ImportEndpoint implements WebHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ImportEndpoint.class);
    private static final String PATH = "/import";
    private static final String JOB = PATH + "/{job}";

    /** A file is held as a whole while it is imported before the answer, whoever asks for that. */
    private static final long MOST_AT_ONCE = 16 << 20;

    private final FileImport imports;
    private final ImportJobs jobs;
    private final ImportSettings settings;
    private final RequestSettings requests;
    private final Callers callers;
    private final ImportBody bodies;
    private final JsonMapper mapper;

    ImportEndpoint(
            FileImport imports,
            ImportJobs jobs,
            ImportSettings settings,
            RequestSettings requests,
            HttpSettings http,
            SignIn signIn,
            JsonMapper mapper) {
        this.imports = imports;
        this.jobs = jobs;
        this.settings = settings;
        this.requests = requests;
        this.callers = new Callers(signIn);
        this.bodies = new ImportBody(settings.fileSize().toBytes(), http.bodyTime(), settings.uploads());
        this.mapper = mapper;
    }

    @Bean
    SimpleUrlHandlerMapping importEndpointMapping() {
        return new SimpleUrlHandlerMapping(Map.of(PATH, this, JOB, this), -1);
    }

    @Bean
    static WatchedRoute importRoute() {
        return WatchedRoute.of(PATH);
    }

    @Bean
    static WatchedRoute importJobRoute() {
        return WatchedRoute.of(JOB);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var requestId = RequestId.of(exchange);
        return Mono.defer(() -> answer(exchange, requestId))
                .onErrorResume(error -> Mono.just(ImportAnswer.refused(refusal(error, requestId), requestId)))
                .flatMap(answer -> write(exchange, answer));
    }

    private static RequestRefusedException refusal(Throwable error, String requestId) {
        var refusal = Faults.refusal(error);
        if (refusal != null) {
            return refusal;
        }
        LOG.atError().addKeyValue(RequestId.LOG_KEY, requestId).setCause(error).log("Request {} failed", requestId);
        return Faults.internal();
    }

    private Mono<ImportAnswer> answer(ServerWebExchange exchange, String requestId) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        if (path.length() > PATH.length()) {
            return job(request.getMethod(), path.substring(PATH.length() + 1), requestId);
        }
        if (!request.getMethod().equals(HttpMethod.POST) && !request.getMethod().equals(HttpMethod.PUT)) {
            throw new RequestRefusedException(Refusal.METHOD_NOT_ALLOWED, "Files are imported by POST and PUT");
        }
        var parameters = ImportParameters.of(request.getQueryParams());
        return callers.viewer()
                .flatMap(viewer -> bodies.with(
                        request,
                        upload -> Deadline.within(
                                requests.importDeadline(), answer(viewer, exchange, parameters, upload, requestId))));
    }

    private Mono<ImportAnswer> job(HttpMethod method, String id, String requestId) {
        if (!method.equals(HttpMethod.GET)) {
            throw new RequestRefusedException(Refusal.METHOD_NOT_ALLOWED, "What became of an import is asked by GET");
        }
        var job = TypedId.parse(ImportJobNode.PREFIX, id);
        if (job == null) {
            throw new RequestRefusedException(Refusal.INVALID_ID, "This is not the id of an import");
        }
        var missing = new Problem("NOT_FOUND", "There is no such import.", List.of("id"));
        return callers.viewer()
                .flatMap(viewer -> Deadline.within(
                        requests.deadline(),
                        jobs.find(viewer, List.of(job))
                                .next()
                                .map(ImportAnswer::of)
                                .defaultIfEmpty(ImportAnswer.refused(List.of(missing), requestId))));
    }

    private Mono<ImportAnswer> answer(
            Viewer viewer, ServerWebExchange exchange, ImportParameters parameters, Upload upload, String requestId) {
        var repeatable = parameters.repeatable(exchange.getRequest(), upload);
        var asked = parameters.background();
        if (Boolean.FALSE.equals(asked) && upload.size() > MOST_AT_ONCE) {
            throw Upload.tooLarge(MOST_AT_ONCE);
        }
        var options = parameters.options();
        if (asked == null ? upload.size() > settings.atOnce().toBytes() : asked) {
            return jobs.begin(viewer, repeatable, parameters.calendar(), options, upload.octets())
                    .map(outcome -> switch (outcome) {
                        case Done<UUID, Object> done -> ImportAnswer.accepted(done.receipt());
                        case Refused<UUID, Object> refused -> ImportAnswer.refused(refused.problems(), requestId);
                    });
        }
        return imports.run(viewer, repeatable, parameters.calendar(), options, upload.octets())
                .map(outcome -> switch (outcome) {
                    case Done<ImportReceipt, EventContents> done ->
                        ImportAnswer.of(done.receipt(), options.dryRun() && parameters.calendar() == null);
                    case Refused<ImportReceipt, EventContents> refused ->
                        ImportAnswer.refused(refused.problems(), requestId);
                });
    }

    private Mono<Void> write(ServerWebExchange exchange, ImportAnswer answer) {
        RequestTally.of(exchange).answered(answer.outcome(), List.of());
        var body = mapper.writeValueAsBytes(answer.body());
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        if (answer.location() != null) {
            headers.set(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.status() == Refusal.METHOD_NOT_ALLOWED.status()) {
            headers.set(
                    HttpHeaders.ALLOW, exchange.getRequest().getPath().value().equals(PATH) ? "POST, PUT" : "GET");
        }
        if (answer.status() == Refusal.UNAVAILABLE.status()) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        if (answer.status() >= 400) {
            // What is left of the file is not read.
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
