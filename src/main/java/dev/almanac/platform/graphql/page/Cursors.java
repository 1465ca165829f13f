package dev.almanac.platform.graphql.page;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.security.ServerSecret;
import dev.almanac.platform.security.Viewer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Cursors that only this server makes, for one person and one list. A cursor is the payload and 16 bytes of HMAC-SHA256
 * over the format's version, the viewer, the query's shape and the payload, in unpadded base64url. The payload is not
 * secret: it must hold nothing that the viewer may not read.
 */
@Component
public class Cursors {

    private static final int LONGEST = 1_024;
    private static final int SEAL = 16;
    private static final byte VERSION = 1;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Cursors(ServerSecret secret) {
        this.key = new SecretKeySpec(secret.derive("cursor/1"), ALGORITHM);
    }

    /**
     * Seals a place in a list.
     *
     * @param shape the list and everything that its order and content depend on: field, filters, sort, format
     */
    public String sign(Viewer viewer, String shape, byte[] payload) {
        byte[] sealed = Arrays.copyOf(payload, payload.length + SEAL);
        System.arraycopy(seal(viewer, shape, payload), 0, sealed, payload.length, SEAL);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * The payload of a cursor.
     *
     * @throws RequestRefusedException {@link Refusal#INVALID_CURSOR} for all but what {@link #sign} made of the same
     */
    public byte[] open(Viewer viewer, String shape, String cursor) {
        if (cursor.length() > LONGEST) {
            throw invalid();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException malformed) {
            throw invalid();
        }
        if (sealed.length < SEAL) {
            throw invalid();
        }
        byte[] payload = Arrays.copyOf(sealed, sealed.length - SEAL);
        byte[] seal = Arrays.copyOfRange(sealed, payload.length, sealed.length);
        // Base64 has several spellings of the same bytes; one is ours.
        boolean ours = MessageDigest.isEqual(seal, seal(viewer, shape, payload))
                && cursor.equals(sign(viewer, shape, payload));
        if (!ours) {
            throw invalid();
        }
        return payload;
    }

    /** For formats that find their own payload wanting. */
    public static RequestRefusedException invalid() {
        return new RequestRefusedException(
                Refusal.INVALID_CURSOR, "The cursor is not one that this list has given to this caller");
    }

    private byte[] seal(Viewer viewer, String shape, byte[] payload) {
        byte[] name = shape.getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(1 + 16 + 4)
                .put(VERSION)
                .putLong(viewer.userId().getMostSignificantBits())
                .putLong(viewer.userId().getLeastSignificantBits())
                .putInt(name.length);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head.array());
            mac.update(name);
            return Arrays.copyOf(mac.doFinal(payload), SEAL);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
