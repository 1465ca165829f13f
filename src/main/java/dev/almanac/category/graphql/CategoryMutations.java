package dev.almanac.category.graphql;

import dev.almanac.category.Category;
import dev.almanac.category.CategoryService;
import dev.almanac.change.Conflict;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.graphql.InputIds;
import dev.almanac.change.graphql.Patches;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Changes a person's categories. Inputs and payloads are the schema's types of their names. */
@Controller
class CategoryMutations {

    private final CategoryService categories;

    CategoryMutations(CategoryService categories) {
        this.categories = categories;
    }

    record CreateCategoryInput(
            @Nullable String id, String name, @Nullable String color) {}

    record CreateCategoryPayload(@Nullable CategoryNode category, List<Problem> userErrors) {}

    @MutationMapping
    Mono<CreateCategoryPayload> createCategory(
            @Argument CreateCategoryInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.optional(CategoryNode.PREFIX, input.id(), "id");
        if (!ids.valid()) {
            return Mono.just(new CreateCategoryPayload(null, ids.problems()));
        }
        return categories
                .create(viewer, Source.API, request, id, input.name(), input.color())
                .flatMap(outcome -> switch (outcome) {
                    case Done<UUID, Category> done ->
                        found(viewer, done.receipt())
                                .map(node -> new CreateCategoryPayload(node, List.of()))
                                .defaultIfEmpty(new CreateCategoryPayload(null, List.of()));
                    case Refused<UUID, Category> refused ->
                        Mono.just(new CreateCategoryPayload(null, refused.problems()));
                });
    }

    record UpdateCategoryInput(
            String id, @Nullable Integer ifVersion, ArgumentValue<String> name, ArgumentValue<String> color) {}

    record UpdateCategoryPayload(
            @Nullable CategoryNode category, @Nullable Conflict<CategoryNode> conflict, List<Problem> userErrors) {}

    @MutationMapping
    Mono<UpdateCategoryPayload> updateCategory(
            @Argument UpdateCategoryInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.required(CategoryNode.PREFIX, input.id(), "id");
        if (!ids.valid()) {
            return Mono.just(new UpdateCategoryPayload(null, null, ids.problems()));
        }
        return categories
                .update(viewer, request, id, input.ifVersion(), Patches.of(input.name()), Patches.of(input.color()))
                .flatMap(outcome -> switch (outcome) {
                    case Done<UUID, Category> done ->
                        found(viewer, done.receipt())
                                .map(node -> new UpdateCategoryPayload(node, null, List.of()))
                                .defaultIfEmpty(new UpdateCategoryPayload(null, null, List.of()));
                    case Refused<UUID, Category> refused ->
                        Mono.just(new UpdateCategoryPayload(
                                null, CategoryNode.of(refused.conflict()), refused.problems()));
                });
    }

    record DeleteCategoryInput(String id, @Nullable Integer ifVersion) {}

    record DeleteCategoryPayload(
            @Nullable String deletedId, @Nullable Conflict<CategoryNode> conflict, List<Problem> userErrors) {}

    @MutationMapping
    Mono<DeleteCategoryPayload> deleteCategory(
            @Argument DeleteCategoryInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.required(CategoryNode.PREFIX, input.id(), "id");
        if (!ids.valid()) {
            return Mono.just(new DeleteCategoryPayload(null, null, ids.problems()));
        }
        return categories.delete(viewer, request, id, input.ifVersion()).map(outcome -> switch (outcome) {
            case Done<UUID, Category> done ->
                new DeleteCategoryPayload(TypedId.format(CategoryNode.PREFIX, done.receipt()), null, List.of());
            case Refused<UUID, Category> refused ->
                new DeleteCategoryPayload(null, CategoryNode.of(refused.conflict()), refused.problems());
        });
    }

    /** A repeated request may find that its category has been deleted since. */
    private Mono<CategoryNode> found(Viewer viewer, UUID id) {
        return categories.find(viewer, List.of(id)).next().map(CategoryNode::of);
    }
}
