package dev.almanac.platform.graphql.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A page of a list, in the list's order; the schema's connection types without {@code totalCount}. */
public sealed class Connection<T> permits CountedConnection {

    private final List<T> nodes;
    private final List<Edge<T>> edges;
    private final PageInfo pageInfo;

    Connection(List<T> nodes, boolean previous, boolean next, Function<? super T, String> cursors) {
        this.nodes = nodes;
        this.edges = new ArrayList<>(nodes.size());
        for (T node : nodes) {
            edges.add(new Edge<>(node, cursors));
        }
        this.pageInfo = new PageInfo(previous, next, edges);
    }

    /**
     * A page.
     *
     * @param nodes in the order of the list
     * @param previous whether the list has items before them
     * @param next whether the list has items after them
     * @param cursors makes the cursor of an item, when one is asked for
     */
    public static <T> Connection<T> of(
            List<T> nodes, boolean previous, boolean next, Function<? super T, String> cursors) {
        return new Connection<>(nodes, previous, next, cursors);
    }

    /**
     * The page out of a keyset query that asked for one row more than the page holds.
     *
     * @param rows in the order they were read: the list's, and from the cursor towards the beginning when backwards
     * @param cursors makes the cursor of an item, when one is asked for
     */
    public static <T> Connection<T> ofFetched(
            List<T> rows, PageArguments arguments, Function<? super T, String> cursors) {
        boolean more = rows.size() > arguments.size();
        List<T> nodes = new ArrayList<>(more ? rows.subList(0, arguments.size()) : rows);
        // What lies on the cursor's side is not looked up: there was at least the item of the cursor.
        boolean behind = arguments.cursor() != null;
        if (arguments.backwards()) {
            Collections.reverse(nodes);
            return new Connection<>(nodes, more, behind, cursors);
        }
        return new Connection<>(nodes, behind, more, cursors);
    }

    /** The same stretch of the list without some of its items: its cursors stay where they are, so the next page follows on. */
    public Connection<T> without(Predicate<? super T> unwanted) {
        return new Connection<>(
                nodes.stream().filter(node -> !unwanted.test(node)).toList(),
                edges.stream().filter(edge -> !unwanted.test(edge.node())).toList(),
                pageInfo);
    }

    /** The same page with the number of all items of the list. */
    public CountedConnection<T> counted(int totalCount) {
        return new CountedConnection<>(this, totalCount);
    }

    public List<Edge<T>> edges() {
        return edges;
    }

    public List<T> nodes() {
        return nodes;
    }

    public PageInfo pageInfo() {
        return pageInfo;
    }

    /** As this one, for a type that adds to it. */
    Connection(Connection<T> page) {
        this(page.nodes, page.edges, page.pageInfo);
    }

    private Connection(List<T> nodes, List<Edge<T>> edges, PageInfo pageInfo) {
        this.nodes = nodes;
        this.edges = edges;
        this.pageInfo = pageInfo;
    }
}
