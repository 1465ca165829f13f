package dev.almanac.event.edit.graphql;

import dev.almanac.change.graphql.InputHash;
import dev.almanac.event.Event;
import dev.almanac.event.edit.Basis;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.security.Viewer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tokens that tie an edit to its preview: to the viewer, to the input without what does not change the edit, and to the version of the event
 * that the preview saw.
 */
@Component
class PreviewTokens {

    private static final Set<String> APART = Set.of("idempotencyKey", "previewToken", "ifVersion");
    private static final int LENGTH = 20;

    private final Cursors cursors;

    PreviewTokens(Cursors cursors) {
        this.cursors = cursors;
    }

    /** @param kind the mutation's field */
    String seal(Viewer viewer, String kind, Map<String, Object> input, Event seen) {
        var id = seen.id();
        byte[] payload = ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(seen.version())
                .array();
        return cursors.sign(viewer, shape(kind, input), payload);
    }

    /** What the preview had seen, or null where the token is not of this viewer's preview of this input. */
    @Nullable Basis open(Viewer viewer, String kind, Map<String, Object> input, String token) {
        try {
            byte[] payload = cursors.open(viewer, shape(kind, input), token);
            if (payload.length != LENGTH) {
                return null;
            }
            var buffer = ByteBuffer.wrap(payload);
            return new Basis(new UUID(buffer.getLong(), buffer.getLong()), buffer.getInt());
        } catch (RequestRefusedException notOurs) {
            return null;
        }
    }

    private static String shape(String kind, Map<String, Object> input) {
        return "previewEventChange/1\n" + kind + "\n" + InputHash.of(input, APART);
    }
}
