package dev.almanac.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps one event that cannot be read (a zone that is none any more, a rule or JSON that does not parse) from spoiling the answer of
 * all others. Among others it is left out; asked for alone it is an error, which is not to be taken for an event that is not there. The
 * log names it once a day.
 */
@Component
public class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final Cache<UUID, Boolean> named = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    /** What the reading of one among others gives, or null where it fails. */
    public <T> @Nullable T read(UUID event, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException unreadable) {
            name(event, unreadable);
            return null;
        }
    }

    /** What the reading of one that was asked for alone gives; its failure is passed on. */
    public <T> T readAlone(UUID event, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException unreadable) {
            name(event, unreadable);
            throw unreadable;
        }
    }

    private void name(UUID event, RuntimeException unreadable) {
        if (named.asMap().putIfAbsent(event, true) == null) {
            LOG.error("The event {} cannot be read, and is left out of lists", event, unreadable);
        }
    }
}
