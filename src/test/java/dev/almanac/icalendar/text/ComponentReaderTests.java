package dev.almanac.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How texts are cut into components, whatever they are. */
@Timeout(20)
class ComponentReaderTests {

    private static final String EVENT = "BEGIN:VEVENT\r\nUID:%s\r\nDTSTART:20260302\r\nSUMMARY:%s\r\nEND:VEVENT\r\n";

    private static String calendar(String content) {
        return "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Ours\r\n" + content + "END:VCALENDAR\r\n";
    }

    private static List<Part> parts(byte[] octets) {
        return parts(() -> new ByteArrayInputStream(octets));
    }

    private static List<Part> parts(Octets text) {
        try {
            return CalendarText.of(text, TextEncoding.of(text), Integer.MAX_VALUE)
                    .parts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(byte[] octets) {
        return String.valueOf(parts(octets).getFirst().value("SUMMARY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16", "UTF-16LE"})
    void theEncodingIsFoundOut(String charset) {
        var text = calendar(EVENT.formatted("one", "Grüße, café"));
        var marked = charset.equals("UTF-16LE") ? "\uFEFF" + text : text;
        assertThat(title(marked.getBytes(Charset.forName(charset)))).isEqualTo("Grüße, café");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        var octets = ("\uFEFF" + calendar(EVENT.formatted("one", "a"))).getBytes(StandardCharsets.UTF_8);
        Octets text = () -> new ByteArrayInputStream(octets);
        var read = CalendarText.of(text, TextEncoding.of(text), 10);
        assertThat(read.calendar()).isTrue();
        assertThat(read.properties().value("X-WR-CALNAME")).isEqualTo("Ours");
    }

    @Test
    void oneBrokenLineDoesNotMakeAnotherEncodingOfTheRest() {
        var good = EVENT.formatted("one", "Grüße") + EVENT.formatted("two", "é");
        var octets = calendar(good + EVENT.formatted("three", "#")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '#') {
                octets[i] = (byte) 0xFC;
            }
        }
        assertThat(parts(octets).stream().map(part -> String.valueOf(part.value("SUMMARY"))))
                .containsExactly("Grüße", "é", "\uFFFD");
    }

    @Test
    @Tag("C20")
    void aFoldMayLieInsideACharacter() throws IOException {
        var octets = new ByteArrayOutputStream();
        for (byte octet : calendar(EVENT.formatted("one", "日本語 \uD83D\uDE00")).getBytes(StandardCharsets.UTF_8)) {
            octets.write(octet);
            if (octet < 0) {
                octets.write("\r\n ".getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(title(octets.toByteArray())).isEqualTo("日本語 \uD83D\uDE00");
    }

    @Test
    void eachComponentKnowsItsLine() {
        var text = calendar(EVENT.formatted("one", "a\r\n b\r\n c") + "X-A:b\r\n" + EVENT.formatted("two", "d"));
        for (var end : List.of("\r\n", "\n", "\r", "\r\r\n")) {
            assertThat(parts(text.replace("\r\n", end).getBytes(StandardCharsets.UTF_8)).stream()
                            .map(Part::line))
                    .containsExactly(3, 11);
        }
    }

    @Test
    void whatIsSaidOfTheCalendarIsKnown() throws IOException {
        var octets = calendar(EVENT.formatted("one", "a")).getBytes(StandardCharsets.UTF_8);
        Octets text = () -> new ByteArrayInputStream(octets);
        assertThat(CalendarText.of(text, TextEncoding.UTF_8, 10).properties().value("X-WR-CALNAME"))
                .isEqualTo("Ours");
    }

    @Test
    @Tag("C20")
    void ofWhatIsSaidOfTheCalendarTooMuchIsLeftOut() throws IOException {
        var text =
                "BEGIN:VCALENDAR\nX-LONG:" + "x".repeat(10_000) + "\n" + "X-MANY:1\n".repeat(1_000) + "END:VCALENDAR\n";
        Octets octets = () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        assertThat(CalendarText.of(octets, TextEncoding.UTF_8, 10).properties().lines())
                .hasSize(200)
                .containsOnly("X-MANY:1");
    }

    @Test
    @Tag("C20")
    void aMissingEndIsBorneAndHalfALineLeftOut() {
        var text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one\nBEGIN:VALARM\nTRIGGER:-PT5M\nBEGIN:VEVENT\nUID:two\n"
                + "RRULE:FREQ=DAILY;COUNT=1";
        var parts = parts(text.getBytes(StandardCharsets.UTF_8));
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).fault()).isNull();
        assertThat(parts.get(0).note()).contains("END is missing");
        assertThat(parts.get(0).lines()).endsWith("END:VALARM", "END:VEVENT");
        assertThat(parts.get(1).value("RRULE")).isNull();
        assertThat(parts.get(1).note()).contains("middle of a line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\r\r", "\uFEFF", "\0", "BEGIN:VCALENDAR", "BEGIN:VCALENDAR\r\nBEGIN:", "\r\n \r\n "})
    @Tag("C20")
    void straysAreBorne(String text) {
        assertThat(parts(text.getBytes(StandardCharsets.UTF_8)).size()).isLessThan(2);
    }

    @Test
    @Tag("C20")
    @Tag("C23")
    void noiseAndCompressedTextAreNoCalendar() throws IOException {
        var noise = new byte[5_000_000];
        new Random(7).nextBytes(noise);
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(calendar(EVENT.formatted("one", "a").repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        }
        for (var octets : List.of(noise, compressed.toByteArray())) {
            Octets text = () -> new ByteArrayInputStream(octets);
            assertThat(CalendarText.of(text, TextEncoding.of(text), 10).calendar())
                    .isFalse();
        }
    }

    @Test
    @Tag("C20")
    void aComponentHasItsBounds() {
        var wide = EVENT.formatted("wide", ("x".repeat(900_000) + "\r\nX-A:").repeat(6));
        var deep = "BEGIN:VEVENT\r\nUID:deep\r\n" + "BEGIN:X\r\n".repeat(10_000) + EVENT.formatted("next", "n");
        var name = EVENT.formatted("u".repeat(64_000), "named");
        var folded = EVENT.formatted("folded", "a\r\n ".repeat(1_000_000));
        var endless = EVENT.formatted("endless", "x".repeat(10_000_000));
        var parts = parts(calendar(wide + deep + name + folded + endless + EVENT.formatted("last", "l"))
                .getBytes(StandardCharsets.UTF_8));
        assertThat(parts.stream().map(part -> part.fault() == null ? "" : part.fault()))
                .containsExactly(
                        "It has more than 4194304 characters.",
                        "Its components are nested too deep.",
                        "",
                        "",
                        "",
                        "A line of it is longer than 1048576 characters.",
                        "");
        assertThat(parts.getFirst().lines().stream().mapToInt(String::length).sum())
                .isLessThan(5_000_000);
    }

    /** 10⁵ components, 50 MB in all: what has been read is not held. */
    @Test
    @Tag("C20")
    void aLargeTextIsReadInLittleMemory() throws IOException {
        var event = EVENT.formatted("one", "x".repeat(420)).getBytes(StandardCharsets.UTF_8);
        Octets text = () -> large(event);
        long most = 0;
        int read = 0;
        long before = used();
        try (var reader = ComponentReader.of(text, TextEncoding.of(text))) {
            while (reader.next() != null) {
                read++;
                if (read % 20_000 == 0) {
                    most = Math.max(most, used() - before);
                }
            }
        }
        assertThat(read).isEqualTo(100_000);
        assertThat(most).isLessThan(16 << 20);
    }

    private static InputStream large(byte[] event) {
        List<InputStream> texts = new ArrayList<>();
        texts.add(new ByteArrayInputStream("BEGIN:VCALENDAR\r\n".getBytes(StandardCharsets.UTF_8)));
        IntStream.range(0, 100_000).forEach(_ -> texts.add(new ByteArrayInputStream(event)));
        return new SequenceInputStream(Collections.enumeration(texts));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
