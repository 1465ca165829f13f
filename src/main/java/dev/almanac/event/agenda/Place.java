package dev.almanac.event.agenda;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.UUID;

/** Where something stands in an agenda: by its start, then by what its id is made of. */
public record Place(Instant start, UUID root, LocalDateTime slot) implements Comparable<Place> {

    // As PostgreSQL orders uuid: by its bytes, unsigned.
    private static final Comparator<UUID> BYTES = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::start).thenComparing(Place::root, BYTES).thenComparing(Place::slot);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
