package dev.almanac.platform.graphql.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C11")
class PageArgumentsTests {

    @Test
    void pagesGoForwardsOrBackwards() {
        assertThat(PageArguments.of(null, null, null, null, 200)).isEqualTo(new PageArguments(50, false, null));
        assertThat(PageArguments.of(null, "c", null, null, 200)).isEqualTo(new PageArguments(50, false, "c"));
        assertThat(PageArguments.of(200, "c", null, null, 200)).isEqualTo(new PageArguments(200, false, "c"));
        assertThat(PageArguments.of(null, null, 1, null, 200)).isEqualTo(new PageArguments(1, true, null));
        assertThat(PageArguments.of(null, null, 7, "c", 200)).isEqualTo(new PageArguments(7, true, "c"));
        assertThat(PageArguments.of(null, null, null, "c", 200)).isEqualTo(new PageArguments(50, true, "c"));
        assertThat(PageArguments.of(null, null, null, null, 20).size()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void sizesOutsideOfTheRangeAreRefused(int size) {
        refused(() -> PageArguments.of(size, null, null, null, 200));
        refused(() -> PageArguments.of(null, null, size, null, 200));
    }

    @Test
    void directionsDoNotMix() {
        refused(() -> PageArguments.of(1, null, 1, null, 200));
        refused(() -> PageArguments.of(1, null, null, "c", 200));
        refused(() -> PageArguments.of(null, "c", 1, null, 200));
        refused(() -> PageArguments.of(null, "c", null, "c", 200));
    }

    private static void refused(Runnable read) {
        RequestRefusedException refusal = catchThrowableOfType(RequestRefusedException.class, read::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.refusal()).isEqualTo(Refusal.INVALID_ARGUMENT);
    }
}
