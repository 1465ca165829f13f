package dev.almanac.platform.graphql.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page stands in its list; the schema's {@code PageInfo}. */
public final class PageInfo {

    private final boolean previous;
    private final boolean next;
    private final List<? extends Edge<?>> edges;

    PageInfo(boolean previous, boolean next, List<? extends Edge<?>> edges) {
        this.previous = previous;
        this.next = next;
        this.edges = edges;
    }

    public boolean hasNextPage() {
        return next;
    }

    public boolean hasPreviousPage() {
        return previous;
    }

    public @Nullable String startCursor() {
        return edges.isEmpty() ? null : edges.get(0).cursor();
    }

    public @Nullable String endCursor() {
        return edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
    }
}
