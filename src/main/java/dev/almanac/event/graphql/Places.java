package dev.almanac.event.graphql;

import dev.almanac.event.agenda.Place;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.security.Viewer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places in agendas as cursors: start and slot in seconds, with the root between them. */
record Places(Cursors cursors, Viewer viewer, String shape) {

    private static final int LENGTH = 8 + 16 + 8;

    String cursor(Place place) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putLong(place.start().getEpochSecond())
                .putLong(place.root().getMostSignificantBits())
                .putLong(place.root().getLeastSignificantBits())
                .putLong(place.slot().toEpochSecond(ZoneOffset.UTC))
                .array();
        return cursors.sign(viewer, shape, bytes);
    }

    @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var bytes = ByteBuffer.wrap(cursors.open(viewer, shape, cursor));
        return new Place(
                Instant.ofEpochSecond(bytes.getLong()),
                new UUID(bytes.getLong(), bytes.getLong()),
                LocalDateTime.ofEpochSecond(bytes.getLong(), 0, ZoneOffset.UTC));
    }
}
