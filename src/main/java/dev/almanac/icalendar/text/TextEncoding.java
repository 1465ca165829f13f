package dev.almanac.icalendar.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the characters of a file are written: UTF-8, as RFC 5545 §3.1.4 has it, or UTF-16 where the file begins with its byte order
 * mark, or Windows-1252 where more of its lines than not are no UTF-8.
 */
public final class TextEncoding {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final byte[] BIG_ENDIAN = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] LITTLE_ENDIAN = {(byte) 0xFF, (byte) 0xFE};

    private final boolean utf16;
    private final Charset charset;

    private TextEncoding(boolean utf16, Charset charset) {
        this.utf16 = utf16;
        this.charset = charset;
    }

    /** A text that can be read more than once. */
    @FunctionalInterface
    public interface Octets {
        InputStream open() throws IOException;
    }

    static final TextEncoding UTF_8 = new TextEncoding(false, StandardCharsets.UTF_8);

    /** Finds it out; reads the whole text. */
    public static TextEncoding of(Octets text) throws IOException {
        try (var octets = new BufferedInputStream(text.open())) {
            var mark = octets.readNBytes(2);
            if (Arrays.equals(mark, BIG_ENDIAN) || Arrays.equals(mark, LITTLE_ENDIAN)) {
                return new TextEncoding(true, StandardCharsets.UTF_8);
            }
        }
        int well = 0;
        int ill = 0;
        try (var octets = text.open()) {
            var lines = new UnfoldedLines(octets, StandardCharsets.ISO_8859_1);
            while (lines.advance()) {
                if (lines.beyondAscii()) {
                    if (utf8(lines.octets())) {
                        well++;
                    } else {
                        ill++;
                    }
                }
            }
        }
        return ill > well ? new TextEncoding(false, WINDOWS) : UTF_8;
    }

    private static boolean utf8(byte[] line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    UnfoldedLines lines(InputStream octets) throws IOException {
        return new UnfoldedLines(utf16 ? new FromUtf16(octets) : octets, charset);
    }

    /** The octets of a text in UTF-16 as those of the same text in UTF-8. */
    private static final class FromUtf16 extends InputStream {

        private final Reader reader;
        private final char[] characters = new char[1 << 13];
        private byte[] octets = {};
        private int at;
        private int held;

        FromUtf16(InputStream source) {
            this.reader = new InputStreamReader(source, StandardCharsets.UTF_16);
        }

        @Override
        public int read() throws IOException {
            if (at == octets.length && !more()) {
                return -1;
            }
            return octets[at++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (at == octets.length && !more()) {
                return -1;
            }
            int count = Math.min(length, octets.length - at);
            System.arraycopy(octets, at, target, offset, count);
            at += count;
            return count;
        }

        private boolean more() throws IOException {
            int read = reader.read(characters, held, characters.length - held);
            int count = held + Math.max(read, 0);
            if (count == 0) {
                return false;
            }
            // A pair of surrogates stays together.
            held = read > 0 && Character.isHighSurrogate(characters[count - 1]) ? 1 : 0;
            octets = new String(characters, 0, count - held).getBytes(StandardCharsets.UTF_8);
            at = 0;
            if (held == 1) {
                characters[0] = characters[count - 1];
            }
            return octets.length > 0 || more();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
