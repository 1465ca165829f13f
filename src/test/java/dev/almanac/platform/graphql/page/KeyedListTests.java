package dev.almanac.platform.graphql.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.security.Viewer;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedListTests {

    private static final Viewer ADA = new Viewer(new UUID(1, 2), ZoneOffset.UTC, Locale.ENGLISH);

    private final KeyedList<Integer, Integer> list = new KeyedList<>(
            new Cursors(purpose -> new byte[32]),
            "numbers",
            number -> number,
            Comparator.naturalOrder(),
            new KeyedList.KeyFormat<Integer>() {
                @Override
                public byte[] write(Integer key) {
                    return ByteBuffer.allocate(4).putInt(key).array();
                }

                @Override
                public Integer read(byte[] bytes) {
                    return ByteBuffer.wrap(bytes).getInt();
                }
            });

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void walksYieldEveryItemOnceInBothDirections(int size) {
        List<Integer> all = numbers(11);
        List<Integer> forwards = new ArrayList<>();
        String cursor = null;
        CountedConnection<Integer> page;
        do {
            page = list.page(ADA, all, PageArguments.of(size, cursor, null, null, 200));
            assertThat(page.pageInfo().hasPreviousPage()).isEqualTo(!forwards.isEmpty());
            forwards.addAll(page.nodes());
            cursor = page.pageInfo().endCursor();
        } while (page.pageInfo().hasNextPage());
        assertThat(forwards).isEqualTo(all);
        List<Integer> backwards = new ArrayList<>();
        cursor = null;
        do {
            page = list.page(ADA, all, PageArguments.of(null, null, size, cursor, 200));
            assertThat(page.pageInfo().hasNextPage()).isEqualTo(!backwards.isEmpty());
            backwards.addAll(0, page.nodes());
            cursor = page.pageInfo().startCursor();
        } while (page.pageInfo().hasPreviousPage());
        assertThat(backwards).isEqualTo(all);
        assertThat(page.totalCount()).isEqualTo(11);
    }

    @Test
    void aWalkGoesOnWhereItsItemHasGone() {
        String cursor = list.page(ADA, numbers(5), PageArguments.of(2, null, null, null, 200))
                .pageInfo()
                .endCursor();
        assertThat(list.page(ADA, List.of(0, 3, 4), PageArguments.of(2, cursor, null, null, 200))
                        .nodes())
                .containsExactly(3, 4);
        assertThat(list.page(ADA, List.of(0, 3, 4), PageArguments.of(null, null, 2, cursor, 200))
                        .nodes())
                .containsExactly(0);
    }

    @Test
    void anEmptyPageHasNoCursors() {
        CountedConnection<Integer> page = list.page(ADA, List.of(), PageArguments.ofDefault());
        assertThat(page.pageInfo().startCursor()).isNull();
        assertThat(page.pageInfo().endCursor()).isNull();
        assertThat(page.pageInfo().hasNextPage()).isFalse();
    }

    @Test
    void fetchedRowsAreCutAndTurned() {
        Connection<Integer> forwards =
                Connection.ofFetched(List.of(1, 2, 3), new PageArguments(2, false, "c"), number -> "c" + number);
        assertThat(forwards.nodes()).containsExactly(1, 2);
        assertThat(forwards.pageInfo().hasNextPage()).isTrue();
        assertThat(forwards.pageInfo().hasPreviousPage()).isTrue();
        assertThat(forwards.pageInfo().endCursor()).isEqualTo("c2");
        Connection<Integer> backwards =
                Connection.ofFetched(List.of(9, 8, 7), new PageArguments(2, true, null), number -> "c" + number);
        assertThat(backwards.nodes()).containsExactly(8, 9);
        assertThat(backwards.pageInfo().hasPreviousPage()).isTrue();
        assertThat(backwards.pageInfo().hasNextPage()).isFalse();
    }
}
