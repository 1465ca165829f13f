package dev.almanac.platform.graphql.execution;

import dev.almanac.platform.graphql.RefusalError;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.http.RequestId;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes an error of each exception that a field ends in. A refusal is told as it is; anything else is a fault, which the
 * log gets once, with the request's id and the stack trace, and the client as nothing but that id.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorResolver implements DataFetcherExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorResolver.class);
    private static final String LOGGED = ErrorResolver.class.getName();

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception, DataFetchingEnvironment environment) {
        RequestRefusedException refusal = Faults.refusal(exception);
        if (refusal == null) {
            if (firstSeen(exception, environment.getGraphQlContext())) {
                String requestId = environment.getGraphQlContext().getOrDefault(RequestId.ATTRIBUTE, "none");
                LOG.atError()
                        .addKeyValue(RequestId.LOG_KEY, requestId)
                        .setCause(exception)
                        .log(
                                "Request {} failed at {}",
                                requestId,
                                environment.getExecutionStepInfo().getPath());
            }
            refusal = Faults.internal();
        }
        return Mono.just(List.of(RefusalError.of(refusal)
                .at(
                        environment.getExecutionStepInfo().getPath().toList(),
                        environment.getField().getSourceLocation())));
    }

    /** A batch that fails is one exception for as many fields as it was to serve. */
    private static boolean firstSeen(Throwable exception, GraphQLContext context) {
        @Nullable Set<Throwable> seen = context.computeIfAbsent(
                LOGGED, absent -> Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>())));
        return seen == null || seen.add(exception);
    }
}
