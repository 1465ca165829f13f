package dev.almanac.icalendar.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content lines of a text, unfolded (RFC 5545 §3.1). Lines may end in CRLF, LF or CR, and in more than one CR. Walks the text
 * once, and holds one line of it: octets are unfolded before they are decoded, since a fold may lie inside a character.
 */
final class UnfoldedLines {

    /** The longest line, unfolded, in octets. */
    static final int LONGEST = 1 << 20;

    private static final int KEPT_OF_LONGER = 100;
    private static final int SHORT = 1 << 13;

    private final InputStream octets;
    private final Charset charset;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private int number = 1;

    private byte[] line = new byte[SHORT];
    private int length;
    private int started;
    private boolean ended;

    /** @param charset in which line ends, spaces and the names of properties are those of ASCII */
    UnfoldedLines(InputStream octets, Charset charset) throws IOException {
        this.octets = octets;
        this.charset = charset;
        skipToText();
    }

    /**
     * A line.
     *
     * @param number of its first line in the text, from 1
     * @param cut whether it is longer than {@link #LONGEST}; then this is its beginning
     * @param ended whether it has a line end; the last one of a text that was cut off has none
     */
    record Line(String text, int number, boolean cut, boolean ended) {}

    /** A byte order mark, and the indentation of texts out of documents. */
    private void skipToText() throws IOException {
        for (int octet = peek(); isMark(octet) || (octet >= 0 && octet <= ' ' && octet != 0); octet = peek()) {
            at++;
            if (octet == '\n') {
                number++;
            }
        }
    }

    private static boolean isMark(int octet) {
        return octet == 0xEF || octet == 0xBB || octet == 0xBF;
    }

    /** The next line; null at the end. */
    @Nullable Line next() throws IOException {
        if (!advance()) {
            return null;
        }
        return length > LONGEST
                ? new Line(new String(line, 0, KEPT_OF_LONGER, charset), started, true, ended)
                : new Line(new String(line, 0, length, charset), started, false, ended);
    }

    /** Reads the next line without decoding it; false at the end. */
    boolean advance() throws IOException {
        if (peek() < 0) {
            return false;
        }
        if (line.length > SHORT) {
            line = new byte[SHORT];
        }
        length = 0;
        started = number;
        ended = physicalLine();
        while (peek() == ' ' || peek() == '\t') {
            at++;
            ended = physicalLine();
        }
        return true;
    }

    /** The octets of the line that was read last. */
    byte[] octets() {
        return Arrays.copyOf(line, Math.min(length, LONGEST));
    }

    /** Whether it has an octet outside of ASCII. */
    boolean beyondAscii() {
        for (int i = 0; i < length && i < line.length; i++) {
            if (line[i] < 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads up to a line end and over it; false where the text ends instead. */
    private boolean physicalLine() throws IOException {
        while (peek() >= 0) {
            int end = at;
            while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            add(end - at);
            if (at < limit) {
                endOfLine();
                return true;
            }
        }
        return false;
    }

    private void endOfLine() throws IOException {
        while (peek() == '\r') {
            at++;
        }
        if (peek() == '\n') {
            at++;
        }
        number++;
    }

    private void add(int count) {
        int kept = Math.min(count, LONGEST + 1 - length);
        if (kept > 0) {
            if (length + kept > line.length) {
                line = Arrays.copyOf(line, Math.min(Math.max(2 * line.length, length + kept), LONGEST + 1));
            }
            System.arraycopy(buffer, at, line, length, kept);
            length += kept;
        }
        at += count;
    }

    /** The next octet, which stays; negative at the end. */
    private int peek() throws IOException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, octets.readNBytes(buffer, 0, buffer.length));
        }
        return at < limit ? buffer[at] & 0xFF : -1;
    }
}
