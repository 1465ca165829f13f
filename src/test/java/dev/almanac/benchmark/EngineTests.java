package dev.almanac.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dmfs.rfc5545.DateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines that are compared do the same work: where one made fewer starts, its time would say nothing. */
class EngineTests {

    static List<LocalDateTime> starts(Consumer<Consumer<Object>> walk) {
        List<LocalDateTime> starts = new ArrayList<>();
        walk.accept(start -> starts.add(local(start)));
        return starts;
    }

    @ParameterizedTest
    @EnumSource
    void enginesMakeTheSameMonth(UsualRule rule) {
        var month = starts(Engine.ALMANAC.open(rule.start(), rule.text())::month);
        assertThat(month)
                .isNotEmpty()
                .allMatch(start -> !start.isBefore(Engine.MONTH) && start.isBefore(Engine.MONTH_END));
        for (var engine : Engine.values()) {
            assertThat(starts(engine.open(rule.start(), rule.text())::month))
                    .as(engine.name())
                    .isEqualTo(month);
        }
    }

    @ParameterizedTest
    @EnumSource
    void enginesMakeTheSameManyStarts(UsualRule rule) {
        var many = starts(each -> Engine.ALMANAC.open(rule.start(), rule.text()).first(Engine.MANY, each));
        assertThat(many).hasSize(Engine.MANY).startsWith(rule.start());
        for (var engine : Engine.values()) {
            assertThat(starts(each -> engine.open(rule.start(), rule.text()).first(Engine.MANY, each)))
                    .as(engine.name())
                    .isEqualTo(many);
        }
    }

    @ParameterizedTest
    @EnumSource
    void enginesMakeTheSameMonthOfACalendar(Engine engine) {
        assertThat(calendar(engine)).hasSizeGreaterThan(1_000).isEqualTo(calendar(Engine.ALMANAC));
    }

    private static List<LocalDateTime> calendar(Engine engine) {
        return starts(each -> CalendarBenchmark.calendar(engine).forEach(series -> series.month(each)));
    }

    private static LocalDateTime local(Object start) {
        return start instanceof DateTime time
                ? LocalDateTime.of(
                        time.getYear(),
                        time.getMonth() + 1,
                        time.getDayOfMonth(),
                        time.getHours(),
                        time.getMinutes(),
                        time.getSeconds())
                : (LocalDateTime) start;
    }
}
