package dev.almanac.account.graphql;

import dev.almanac.account.AccountService;
import dev.almanac.account.Preferences;
import dev.almanac.change.Conflict;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.platform.graphql.node.NodeResolver;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Answers for the person who asks. */
@Controller
class AccountController implements NodeResolver {

    private final AccountService accounts;

    AccountController(AccountService accounts) {
        this.accounts = accounts;
    }

    @QueryMapping
    Viewer viewer(@ContextValue Viewer viewer) {
        return viewer;
    }

    @SchemaMapping
    Mono<UserNode> user(Viewer viewer) {
        return accounts.user(viewer).map(UserNode::of);
    }

    @SchemaMapping
    Mono<Preferences> preferences(Viewer viewer) {
        return accounts.preferences(viewer);
    }

    @MutationMapping
    Mono<UpdatePreferencesPayload> updatePreferences(
            @Argument UpdatePreferencesInput input, Repeatable request, @ContextValue Viewer viewer) {
        return accounts.updatePreferences(viewer, Source.API, request, input.ifVersion(), input.patch())
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Done<Integer, Preferences> _ ->
                        accounts.preferences(viewer)
                                .map(preferences -> new UpdatePreferencesPayload(preferences, null, List.of()));
                    case Outcome.Refused<Integer, Preferences>(var problems, var conflict) ->
                        Mono.just(new UpdatePreferencesPayload(null, conflict, problems));
                });
    }

    /** The schema's type of this name. */
    record UpdatePreferencesPayload(
            @Nullable Preferences preferences, @Nullable Conflict<Preferences> conflict, List<Problem> userErrors) {}

    @Override
    public String prefix() {
        return UserNode.PREFIX;
    }

    /** Nobody sees another person. */
    @Override
    public Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids) {
        var own = TypedId.format(UserNode.PREFIX, viewer.userId());
        return ids.contains(own)
                ? accounts.user(viewer).map(user -> Map.of(own, UserNode.of(user)))
                : Mono.just(Map.of());
    }
}
