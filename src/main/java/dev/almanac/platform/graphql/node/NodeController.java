package dev.almanac.platform.graphql.node;

import dev.almanac.platform.Limits;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RefusalError;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.security.Viewer;
import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers {@code node} and {@code nodes} out of the features' resolvers, with one look-up per type. */
@Controller
class NodeController {

    private final Map<String, NodeResolver> resolvers = new HashMap<>();
    private final Limits limits;

    NodeController(List<NodeResolver> resolvers, Limits limits) {
        this.limits = limits;
        for (NodeResolver resolver : resolvers) {
            if (this.resolvers.put(resolver.prefix(), resolver) != null) {
                throw new IllegalStateException("Two types have ids that begin with " + resolver.prefix());
            }
        }
    }

    @QueryMapping
    Mono<Object> node(@Argument String id, @ContextValue Viewer viewer) {
        NodeResolver resolver = resolver(id);
        if (resolver == null) {
            return Mono.error(invalid());
        }
        return resolver.load(viewer, List.of(id)).mapNotNull(found -> found.get(id));
    }

    @QueryMapping
    Mono<DataFetcherResult<List<@Nullable Object>>> nodes(
            @Argument List<String> ids, @ContextValue Viewer viewer, DataFetchingEnvironment environment) {
        if (ids.size() > limits.nodes()) {
            return Mono.error(RequestRefusedException.limit("nodes", limits.nodes(), ids.size()));
        }
        Map<NodeResolver, Set<String>> asked = new LinkedHashMap<>();
        List<GraphQLError> errors = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            NodeResolver resolver = resolver(ids.get(i));
            if (resolver != null) {
                asked.computeIfAbsent(resolver, first -> new LinkedHashSet<>()).add(ids.get(i));
            } else {
                errors.add(RefusalError.of(invalid())
                        .at(
                                environment
                                        .getExecutionStepInfo()
                                        .getPath()
                                        .segment(i)
                                        .toList(),
                                environment.getField().getSourceLocation()));
            }
        }
        return Flux.fromIterable(asked.entrySet())
                .flatMap(type -> type.getKey().load(viewer, type.getValue()))
                .collect(HashMap<String, Object>::new, Map::putAll)
                .map(found -> result(ids, found, errors));
    }

    private static DataFetcherResult<List<@Nullable Object>> result(
            List<String> ids, Map<String, Object> found, List<GraphQLError> errors) {
        List<@Nullable Object> nodes = new ArrayList<>(ids.size());
        for (String id : ids) {
            nodes.add(found.get(id));
        }
        return DataFetcherResult.<List<@Nullable Object>>newResult()
                .data(nodes)
                .errors(errors)
                .build();
    }

    private @Nullable NodeResolver resolver(String id) {
        int mark = id.indexOf('_');
        NodeResolver resolver = mark < 0 ? null : resolvers.get(id.substring(0, mark));
        return resolver != null && resolver.wellFormed(id) ? resolver : null;
    }

    private static RequestRefusedException invalid() {
        return new RequestRefusedException(Refusal.INVALID_ID, "This is not the id of anything");
    }
}
