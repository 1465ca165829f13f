package dev.almanac.server;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that stands still until it is set. */
@TestConfiguration(proxyBeanMethods = false)
public class TestClock {

    /** Where it stands at first: the morning of Monday, 2 March 2026. */
    public static final Instant START = Instant.parse("2026-03-02T07:00:00Z");

    /** The clock itself. */
    public static final class Settable extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(START);

        public void set(Instant instant) {
            now.set(instant);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @Bean
    @Primary
    Settable settableClock() {
        return new Settable();
    }
}
