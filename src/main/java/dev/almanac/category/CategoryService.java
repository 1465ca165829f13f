package dev.almanac.category;

import dev.almanac.change.Change;
import dev.almanac.change.Conflict;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Patch;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A person's categories. Nobody sees or changes those of another. */
@Service
public class CategoryService {

    /** How many a person may have. */
    public static final int MOST = 500;

    private static final int LONGEST_NAME = 100;

    private final CategoryStore store;
    private final WritePath writes;
    private final Ids ids;

    CategoryService(CategoryStore store, WritePath writes, Ids ids) {
        this.store = store;
        this.writes = writes;
        this.ids = ids;
    }

    /** The viewer's categories in the order of their names. */
    public Flux<Category> all(Viewer viewer) {
        return store.ofUser(viewer.userId()).sort(Comparator.comparing(Category::name));
    }

    public Flux<Category> find(Viewer viewer, Collection<UUID> categories) {
        return store.find(viewer.userId(), categories);
    }

    /** Adds a category; the receipt is its id. */
    public Mono<Outcome<UUID, Category>> create(
            Viewer viewer, Source source, Repeatable request, @Nullable UUID id, String name, @Nullable String color) {
        var category = new Category(id == null ? ids.next() : id, name, color, 1);
        return writes.write(viewer.userId(), source, request, UUID.class, operation -> {
            var problems = new Problems().text(name, 1, LONGEST_NAME, "name");
            if (!problems.none()) {
                return Mono.just(Outcome.refused(problems.found()));
            }
            return store.count(viewer.userId())
                    .flatMap(count -> count >= MOST
                            ? Mono.just(Outcome.refused(new Problem(
                                    "TOO_MANY", "A person has at most " + MOST + " categories.", List.of())))
                            : insert(operation, category));
        });
    }

    private Mono<Outcome<UUID, Category>> insert(Operation operation, Category category) {
        return store.insert(operation, category).map(stored -> switch (stored) {
            case DONE ->
                Outcome.done(category.id(), Change.created(operation.actor(), "Category", category.id(), category));
            case ID_IN_USE -> Outcome.refused(new Problem("ID_IN_USE", "This id is in use.", List.of("id")));
            case NAME_IN_USE -> Outcome.refused(nameInUse());
        });
    }

    /** Changes a category; the receipt is its id. Events keep the name they carry. */
    public Mono<Outcome<UUID, Category>> update(
            Viewer viewer,
            Repeatable request,
            UUID id,
            @Nullable Integer ifVersion,
            Patch<String> name,
            Patch<String> color) {
        return writes.write(viewer.userId(), Source.API, request, UUID.class, operation -> {
            var problems = new Problems().required(name, "name").text(name.value(), 1, LONGEST_NAME, "name");
            if (!problems.none()) {
                return Mono.just(Outcome.refused(problems.found()));
            }
            return store.lock(viewer.userId(), id)
                    .flatMap(stored -> update(operation, stored, ifVersion, name, color))
                    .defaultIfEmpty(Outcome.refused(missing()));
        });
    }

    private Mono<Outcome<UUID, Category>> update(
            Operation operation,
            Category stored,
            @Nullable Integer ifVersion,
            Patch<String> name,
            Patch<String> color) {
        var next = new Category(
                stored.id(),
                name.over(stored.name(), stored.name()),
                color.over(stored.ownColor()),
                stored.version() + 1);
        List<String> fields = new ArrayList<>();
        if (!next.name().equals(stored.name())) {
            fields.add("name");
        }
        if (!next.color().equals(stored.color())) {
            fields.add("color");
        }
        if (ifVersion != null && ifVersion != stored.version()) {
            var yours = new Category(next.id(), next.name(), next.ownColor(), stored.version());
            return Mono.just(Outcome.conflict(stored.version(), new Conflict<>(null, yours, stored, fields)));
        }
        if (fields.isEmpty() && Objects.equals(next.ownColor(), stored.ownColor())) {
            return Mono.just(Outcome.done(stored.id()));
        }
        return store.update(operation, next).map(written -> switch (written) {
            case DONE ->
                Outcome.done(
                        next.id(),
                        Change.updated(operation.actor(), "Category", next.id(), next.version(), fields, next));
            case ID_IN_USE, NAME_IN_USE -> Outcome.refused(nameInUse());
        });
    }

    /** Deletes a category; the receipt is its id. */
    public Mono<Outcome<UUID, Category>> delete(
            Viewer viewer, Repeatable request, UUID id, @Nullable Integer ifVersion) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                UUID.class,
                operation -> store.lock(viewer.userId(), id)
                        .flatMap(stored -> {
                            if (ifVersion != null && ifVersion != stored.version()) {
                                return Mono.just(Outcome.<UUID, Category>conflict(
                                        stored.version(), new Conflict<>(null, null, stored, List.of())));
                            }
                            var change = Change.deleted(operation.actor(), "Category", id, stored.version() + 1);
                            return store.delete(id).thenReturn(Outcome.<UUID, Category>done(id, change));
                        })
                        .defaultIfEmpty(Outcome.refused(missing())));
    }

    private static Problem nameInUse() {
        return new Problem("NAME_IN_USE", "You have a category of this name.", List.of("name"));
    }

    private static Problem missing() {
        return new Problem("NOT_FOUND", "There is no such category.", List.of("id"));
    }
}
