package dev.almanac.platform.graphql.page;

import dev.almanac.platform.security.Viewer;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Pages a list that is in memory as a whole, by a key that orders it strictly. A cursor marks the key, so a walk goes on
 * in the right place also when the item of the cursor, or others, have come or gone meanwhile.
 *
 * @param shape the list and everything that its order and content depend on
 * @param key of an item; no two items have equal ones
 * @param order of the keys, ascending along the list
 */
public record KeyedList<T, K>(
        Cursors cursors, String shape, Function<T, K> key, Comparator<K> order, KeyFormat<K> format) {

    /** A key as bytes and back. */
    public interface KeyFormat<K> {

        byte[] write(K key);

        /** Reads what {@link #write} wrote; no other bytes pass the seal as long as a new format has a new shape. */
        K read(byte[] bytes);
    }

    /**
     * A page, and the length of the whole list.
     *
     * @param items in order
     */
    public CountedConnection<T> page(Viewer viewer, List<T> items, PageArguments arguments) {
        int from = 0;
        int to = items.size();
        if (arguments.cursor() != null) {
            K mark = format.read(cursors.open(viewer, shape, arguments.cursor()));
            if (arguments.backwards()) {
                to = countUpTo(items, mark, false);
            } else {
                from = countUpTo(items, mark, true);
            }
        }
        if (arguments.backwards()) {
            from = Math.max(0, to - arguments.size());
        } else {
            to = Math.min(items.size(), from + arguments.size());
        }
        return new Connection<>(
                        items.subList(from, to),
                        from > 0,
                        to < items.size(),
                        item -> cursors.sign(viewer, shape, format.write(key.apply(item))))
                .counted(items.size());
    }

    /** How many items lie before the mark; with {@code inclusive}, also the one at it. */
    private int countUpTo(List<T> items, K mark, boolean inclusive) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int comparison = order.compare(key.apply(items.get(middle)), mark);
            if (comparison < 0 || (inclusive && comparison == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
