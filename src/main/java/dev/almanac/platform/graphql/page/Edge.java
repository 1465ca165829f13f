package dev.almanac.platform.graphql.page;

import java.util.function.Function;

/** An item of a page and its place in the list. The cursor is made when it is asked for. */
public final class Edge<T> {

    private final T node;
    private final Function<? super T, String> cursors;

    Edge(T node, Function<? super T, String> cursors) {
        this.node = node;
        this.cursors = cursors;
    }

    public T node() {
        return node;
    }

    public String cursor() {
        return cursors.apply(node);
    }
}
