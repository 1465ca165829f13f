package dev.almanac.threat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file that somebody might send to do harm, made as it is read.
 *
 * @param name what is wrong with it
 * @param expected the code of the refusal of the whole file, or how many components end how: {@code 1 CREATED, 2 FAILED UNREADABLE}
 */
record HostileFile(String name, Supplier<InputStream> text, String expected) {

    /** A component that nothing is wrong with. */
    static final String GOOD = event("UID:good", "DTSTART:20260302");

    /** What is said of a file in which one component cannot be kept, and the good one is. */
    private static final String ONE_FAILED = "1 CREATED, 1 FAILED ";

    static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    /** A file of these components, one after the other, and the good one. */
    static HostileFile answering(String name, String expected, Supplier<Stream<String>> components) {
        return new HostileFile(
                name,
                () -> stream(Stream.of(
                                Stream.of("BEGIN:VCALENDAR\r\n"),
                                components.get(),
                                Stream.of(GOOD, "END:VCALENDAR\r\n"))
                        .flatMap(pieces -> pieces)),
                expected);
    }

    /** A file of these components, of which each fails by this code. */
    static HostileFile failing(String name, String code, Supplier<Stream<String>> components) {
        return answering(name, ONE_FAILED + code, components);
    }

    /** A file that is no calendar. */
    static HostileFile none(String name, Supplier<InputStream> text) {
        return new HostileFile(name, text, "NOT_ICALENDAR");
    }

    private static InputStream stream(Stream<String> pieces) {
        return octets(pieces.map(piece -> piece.getBytes(StandardCharsets.UTF_8)));
    }

    /** No piece is made before it is read. */
    @SuppressWarnings("JdkObsolete") // A sequence of streams is given as nothing else.
    private static InputStream octets(Stream<byte[]> pieces) {
        var left = pieces.iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return left.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(left.next());
            }
        });
    }

    static Stream<String> times(int times, IntFunction<String> piece) {
        return IntStream.range(0, times).mapToObj(piece);
    }

    /** Larger than a piece of text should be. */
    static Stream<String> within(String before, int times, String piece, String after) {
        var many = piece.repeat(1_000);
        return Stream.of(Stream.of(before), times(times / 1_000, _ -> many), Stream.of(after))
                .flatMap(pieces -> pieces);
    }

    byte[] octets() {
        try (var octets = text.get()) {
            return octets.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many letters. */
    static InputStream letters(int count) {
        var block = new byte[1 << 16];
        Arrays.fill(block, (byte) 'x');
        return octets(IntStream.rangeClosed(0, count / block.length)
                .mapToObj(i -> i < count / block.length ? block : Arrays.copyOf(block, count % block.length)));
    }

    @Override
    public String toString() {
        return name;
    }
}
