package dev.almanac.platform.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7). Those of one process grow strictly, also within a millisecond and
 * when the clock is set back: the 12 bits after the time start at random and count (section 6.2, method 1).
 */
@Component
public class Ids {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        // The upper half of the counter's range stays free, so that 2,048 ids fit into a millisecond at the least.
        long fresh = (clock.millis() << 12) | random.nextInt(1 << 11);
        long stamp = last.updateAndGet(before -> Math.max(before + 1, fresh));
        long high = ((stamp >>> 12) << 16) | 0x7000L | (stamp & 0xFFF);
        long low = (random.nextLong() >>> 2) | (1L << 63);
        return new UUID(high, low);
    }
}
