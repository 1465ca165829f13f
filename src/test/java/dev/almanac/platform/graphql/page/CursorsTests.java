package dev.almanac.platform.graphql.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.security.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B4")
class CursorsTests {

    private static final Viewer ADA = new Viewer(new UUID(1, 2), ZoneOffset.UTC, Locale.ENGLISH);
    private static final Viewer BOB = new Viewer(new UUID(1, 3), ZoneOffset.UTC, Locale.ENGLISH);
    private static final byte[] PAYLOAD = "calendar 7".getBytes(StandardCharsets.UTF_8);

    private final Cursors cursors = new Cursors(purpose -> purpose.repeat(4).getBytes(StandardCharsets.UTF_8));

    private void refused(Viewer viewer, String shape, String cursor) {
        RequestRefusedException refusal =
                catchThrowableOfType(RequestRefusedException.class, () -> cursors.open(viewer, shape, cursor));
        assertThat(refusal).isNotNull();
        assertThat(refusal.refusal()).isEqualTo(Refusal.INVALID_CURSOR);
    }

    @Test
    void aCursorOpensForWhomItWasMade() {
        String cursor = cursors.sign(ADA, "calendars", PAYLOAD);
        assertThat(cursors.open(ADA, "calendars", cursor)).isEqualTo(PAYLOAD);
        assertThat(cursor).matches("[A-Za-z0-9_-]{35}");
        assertThat(cursors.open(ADA, "", cursors.sign(ADA, "", new byte[0]))).isEmpty();
    }

    @Test
    void anotherViewerShapeOrServerIsRefused() {
        String cursor = cursors.sign(ADA, "calendars", PAYLOAD);
        refused(BOB, "calendars", cursor);
        refused(ADA, "events", cursor);
        refused(ADA, "calendar", cursors.sign(ADA, "calendars", PAYLOAD));
        refused(ADA, "calendars", new Cursors(purpose -> new byte[32]).sign(ADA, "calendars", PAYLOAD));
    }

    @Test
    void everyChangedByteIsRefused() {
        byte[] sealed = Base64.getUrlDecoder().decode(cursors.sign(ADA, "calendars", PAYLOAD));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            refused(ADA, "calendars", Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
    }

    @Test
    void shapeAndPayloadDoNotRunIntoEachOther() {
        String cursor = cursors.sign(ADA, "ab", "c".getBytes(StandardCharsets.UTF_8));
        byte[] sealed = Base64.getUrlDecoder().decode(cursor);
        byte[] shifted = new byte[sealed.length + 1];
        shifted[0] = 'b';
        System.arraycopy(sealed, 0, shifted, 1, sealed.length);
        refused(ADA, "a", Base64.getUrlEncoder().withoutPadding().encodeToString(shifted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "MTIz", "not base64!", "AAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoCursorIsRefused(String cursor) {
        refused(ADA, "calendars", cursor);
    }

    @Tag("C11")
    @Test
    void aLongCursorIsRefusedUnread() {
        refused(ADA, "calendars", "A".repeat(10_240));
    }

    @Test
    void paddingMakesAnotherSpelling() {
        byte[] even = new byte[3];
        String cursor = cursors.sign(ADA, "calendars", even);
        refused(ADA, "calendars", cursor + "=");
    }
}
