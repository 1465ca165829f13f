package dev.almanac.platform.graphql.testserver;

import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.page.CountedConnection;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.graphql.page.KeyedList;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.security.Viewer;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Answers the test schema. */
@Controller
@TestComponent
class TestController {

    record Bound(int count) {}

    private final AtomicInteger loads = new AtomicInteger();
    private volatile String name = "first";
    private final KeyedList<Thing, String> list;

    TestController(BatchLoaderRegistry loaders, Cursors cursors) {
        loaders.forTypePair(String.class, String.class)
                .withName("names")
                .registerMappedBatchLoader((ids, environment) -> {
                    loads.incrementAndGet();
                    Map<String, String> names = new LinkedHashMap<>();
                    ids.forEach(id -> names.put(id, name));
                    return Mono.just(names);
                });
        this.list = new KeyedList<>(
                cursors, "things", Thing::id, Comparator.naturalOrder(), new KeyedList.KeyFormat<String>() {
                    @Override
                    public byte[] write(String key) {
                        return key.getBytes(StandardCharsets.UTF_8);
                    }

                    @Override
                    public String read(byte[] bytes) {
                        return new String(bytes, StandardCharsets.UTF_8);
                    }
                });
    }

    @QueryMapping
    String hello(@Argument @Nullable String name) {
        return "Hello " + name;
    }

    @QueryMapping
    @Nullable Integer number(@Argument @Nullable Integer n) {
        return n;
    }

    @QueryMapping
    @Nullable String kind(@Argument("of") @Nullable String of) {
        return of;
    }

    @QueryMapping
    @Nullable OffsetDateTime at(@Argument @Nullable OffsetDateTime time) {
        return time;
    }

    @QueryMapping
    @Nullable LocalDate day(@Argument @Nullable LocalDate date) {
        return date;
    }

    /** Takes what the schema does not promise, so that binding fails. */
    @QueryMapping
    String bound(@Argument("input") Map<String, List<OffsetDateTime>> input, @Argument("input") WrongBound wrong) {
        return "" + wrong.count();
    }

    record WrongBound(OffsetDateTime count) {}

    @QueryMapping
    String me(@ContextValue Viewer viewer) {
        return viewer.userId().toString();
    }

    @QueryMapping
    Mono<String> requestId() {
        return Mono.deferContextual(context -> Mono.just(RequestId.of(context)));
    }

    @QueryMapping
    Mono<String> fail(@Argument String how) {
        return Mono.error(
                switch (how) {
                    case "gone" -> new R2dbcNonTransientResourceException("host db.internal refused");
                    case "pool" -> new R2dbcTimeoutException("Connection acquisition timed out after 2000ms");
                    default -> new IllegalStateException("select * from secrets");
                });
    }

    @QueryMapping
    Mono<String> mustFail(@Argument String how) {
        return fail(how);
    }

    @QueryMapping
    Thing thing() {
        return new Thing("thg_1", "");
    }

    @QueryMapping
    CountedConnection<Thing> things(PageArguments page, @ContextValue Viewer viewer) {
        List<Thing> all = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> new Thing("t" + i, ""))
                .toList();
        return list.page(viewer, all, page);
    }

    @MutationMapping
    Mono<Thing> rename(@Argument String name, DataLoader<String, String> names) {
        // What was read before the change lies in the loader when the selection asks again.
        CompletableFuture<String> before = names.load("thg_1");
        return Mono.fromFuture(names.dispatch()).then(Mono.fromFuture(before)).map(read -> {
            this.name = name;
            return new Thing("thg_1", "");
        });
    }

    @MutationMapping
    int importICalendar(@Argument String file) {
        return file.length();
    }

    @SchemaMapping
    CompletableFuture<String> name(Thing thing, DataLoader<String, String> names) {
        return names.load(thing.id());
    }

    @SchemaMapping
    int loads(Thing thing) {
        return loads.get();
    }

    @SchemaMapping
    Mono<String> memo(Thing thing, @ContextValue RequestMemo memo) {
        return memo.once("name of " + thing.id(), () -> Mono.fromSupplier(() -> name));
    }

    @SchemaMapping
    Thing thing(Thing thing) {
        return thing;
    }
}
