package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RefusalError;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.document.DocumentGuard;
import dev.almanac.platform.graphql.execution.Faults;
import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.request.Deadline;
import dev.almanac.platform.request.DeadlinePassedException;
import dev.almanac.platform.request.RequestSettings;
import dev.almanac.platform.request.RequestTally;
import dev.almanac.platform.request.RequestThread;
import dev.almanac.platform.security.Viewer;
import graphql.ExecutionResult;
import graphql.parser.ParserOptions;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.ContextPropagationHelper;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * GraphQL over HTTP (September 2026): POST of JSON, and GET for queries. Every answer is one of GraphQL's, refusals too.
 * Who is calling is settled first and once; an operation finds it in the {@link graphql.GraphQLContext} as {@code viewer}
 * (a {@link Viewer}), beside {@code memo} (a {@link RequestMemo}).
 */
class GraphQlEndpoint implements WebHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GraphQlEndpoint.class);

    /** Hands the Reactor context on to fetchers, and no thread-local: nothing here reads one, and each costs per field. */
    private static final ContextSnapshotFactory PROPAGATION = ContextSnapshotFactory.builder()
            .contextRegistry(new ContextRegistry().loadContextAccessors())
            .build();

    private final GraphQlSettings settings;
    private final RequestSettings requests;
    private final ExecutionGraphQlService service;
    private final Callers callers;
    private final RequestBody bodies;
    private final StrictJson json;
    private final ParserOptions parsing;

    GraphQlEndpoint(
            GraphQlSettings settings,
            Duration bodyTime,
            RequestSettings requests,
            ExecutionGraphQlService service,
            Callers callers) {
        this.settings = settings;
        this.requests = requests;
        this.service = service;
        this.callers = callers;
        this.bodies = new RequestBody(settings.body(), bodyTime);
        this.json = new StrictJson(settings.body());
        this.parsing = ParserOptions.newParserOptions()
                .captureIgnoredChars(false)
                .captureLineComments(false)
                .captureSourceLocation(true)
                .readerTrackData(false)
                .redactTokenParserErrorMessages(true)
                .maxCharacters(settings.document().characters())
                .maxTokens(settings.document().tokens() + 1)
                .build();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        String requestId = RequestId.of(exchange);
        ResponseType type;
        try {
            type = ResponseType.accepted(exchange.getRequest().getHeaders());
        } catch (RequestRefusedException refusal) {
            return write(
                    exchange,
                    ResponseType.GRAPHQL,
                    new Answer.Writer(settings, ResponseType.GRAPHQL, requestId).of(refusal));
        }
        Answer.Writer answers = new Answer.Writer(settings, type, requestId);
        return Mono.defer(() -> answer(exchange, answers))
                .onErrorResume(error -> Mono.just(answers.of(refusal(error, requestId))))
                .flatMap(answer -> write(exchange, type, answer))
                .contextWrite(context -> ContextPropagationHelper.saveInstance(PROPAGATION, context));
    }

    private static RequestRefusedException refusal(Throwable error, String requestId) {
        RequestRefusedException refusal = Faults.refusal(error);
        if (refusal == null) {
            LOG.atError()
                    .addKeyValue(RequestId.LOG_KEY, requestId)
                    .setCause(error)
                    .log("Request {} failed", requestId);
            return Faults.internal();
        }
        return refusal;
    }

    private Mono<Answer> answer(ServerWebExchange exchange, Answer.Writer answers) {
        ServerHttpRequest request = exchange.getRequest();
        boolean get = request.getMethod().equals(HttpMethod.GET);
        if (get) {
            return callers.viewer()
                    .flatMap(viewer -> execute(
                            GraphQlParameters.ofQuery(request.getQueryParams(), json),
                            viewer,
                            new OperationRules(settings.body(), bodies, true, false),
                            answers,
                            RequestTally.of(exchange)));
        }
        if (!request.getMethod().equals(HttpMethod.POST)) {
            throw new RequestRefusedException(Refusal.METHOD_NOT_ALLOWED, "GraphQL is served by GET and POST");
        }
        ContentType.check(request.getHeaders());
        return callers.viewer()
                .flatMap(viewer -> bodies.with(
                        request,
                        body -> execute(
                                GraphQlParameters.ofBody(json.read(body.take())),
                                viewer,
                                new OperationRules(settings.body(), bodies, false, body.isLarge()),
                                answers,
                                RequestTally.of(exchange))));
    }

    private Mono<Answer> execute(
            GraphQlParameters parameters,
            Viewer viewer,
            OperationRules rules,
            Answer.Writer answers,
            RequestTally tally) {
        DefaultExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(
                parameters.query(),
                parameters.operationName(),
                parameters.variables(),
                parameters.extensions(),
                answers.requestId(),
                Locale.ENGLISH);
        Map<Object, Object> context = new HashMap<>();
        context.put("viewer", viewer);
        context.put(Viewer.class, viewer);
        context.put(RequestMemo.NAME, new RequestMemo());
        context.put(RequestId.ATTRIBUTE, answers.requestId());
        context.put(RequestTally.class, tally);
        context.put(DocumentGuard.KEY, noting(tally, rules));
        context.put(ParserOptions.class, parsing);
        request.configureExecutionInput(
                (input, builder) -> builder.graphQLContext(context).build());
        Duration time = rules.large() ? requests.importDeadline() : requests.deadline();
        return Deadline.within(time, service.execute(request).map(ExecutionGraphQlResponse::getExecutionResult))
                .onErrorResume(DeadlinePassedException.class, passed -> Mono.just(withoutResult(passed)))
                .map(answers::of)
                .contextWrite(RequestThread::bind);
    }

    /** Execution had begun, and may still go on: what it had found is not known. */
    private static ExecutionResult withoutResult(DeadlinePassedException passed) {
        return ExecutionResult.newExecutionResult()
                .data(null)
                .addError(RefusalError.of(Objects.requireNonNull(Faults.refusal(passed))))
                .build();
    }

    private static DocumentGuard noting(RequestTally tally, DocumentGuard rules) {
        return (document, operation) -> {
            tally.operation(
                    operation.getOperation().name().toLowerCase(Locale.ROOT),
                    RootFields.of(document, operation.getSelectionSet()));
            rules.check(document, operation);
        };
    }

    private Mono<Void> write(ServerWebExchange exchange, ResponseType type, Answer answer) {
        RequestTally.of(exchange).answered(answer.outcome(), answer.codes());
        byte[] body = JsonWriter.write(answer.body());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, type.contentType());
        headers.setContentLength(body.length);
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (answer.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(answer.retryAfter()));
        }
        if (answer.refusal() == Refusal.REQUEST_TIMEOUT) {
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        if (answer.refusal() == Refusal.METHOD_NOT_ALLOWED) {
            boolean get = exchange.getRequest().getMethod().equals(HttpMethod.GET);
            headers.set(HttpHeaders.ALLOW, get ? "POST" : "GET, POST");
        }
        if (answer.refusal() == Refusal.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
