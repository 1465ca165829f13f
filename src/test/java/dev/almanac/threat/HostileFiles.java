package dev.almanac.threat;

import static dev.almanac.threat.HostileFile.answering;
import static dev.almanac.threat.HostileFile.event;
import static dev.almanac.threat.HostileFile.failing;
import static dev.almanac.threat.HostileFile.none;
import static dev.almanac.threat.HostileFile.times;
import static dev.almanac.threat.HostileFile.within;
import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Files that are large, deep or endless where calendars are not. */
final class HostileFiles {

    private static final String START = "DTSTART:20260302";
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private HostileFiles() {}

    static Stream<HostileFile> all() {
        return Stream.of(noCalendars(), lines(), components(), zones(), series())
                .flatMap(Function.identity());
    }

    private static Stream<HostileFile> noCalendars() {
        return Stream.of(
                none("empty", InputStream::nullInputStream),
                none("noise", () -> {
                    var noise = new byte[900_000];
                    new Random(3).nextBytes(noise);
                    return new ByteArrayInputStream(noise);
                }),
                none("compressed", () -> new ByteArrayInputStream(bomb(5_000_000))),
                none("line ends", () -> ascii("\r\n".repeat(500_000))),
                none("a fold and nothing else", () -> ascii(" \r\n ".repeat(500_000))));
    }

    private static InputStream ascii(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** So many octets, compressed to a thousandth. */
    static byte[] bomb(int octets) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed);
                var letters = HostileFile.letters(octets)) {
            gzip.write("BEGIN:VCALENDAR\r\n".getBytes(StandardCharsets.US_ASCII));
            letters.transferTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static Stream<HostileFile> lines() {
        return Stream.of(
                failing(
                        "a line of 10 MB",
                        "UNREADABLE",
                        () -> within(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\nSUMMARY:",
                                10_000_000,
                                "x",
                                "\r\nEND:VEVENT\r\n")),
                failing(
                        "a line of 2 MB",
                        "UNREADABLE",
                        () -> within(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\nSUMMARY:",
                                2_000_000,
                                "x",
                                "\r\nEND:VEVENT\r\n")),
                failing(
                        "a million folds",
                        "INVALID_VALUE",
                        () -> within(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\nSUMMARY:",
                                1_000_000,
                                "a\r\n ",
                                "\r\nEND:VEVENT\r\n")),
                answering(
                        "a million empty lines",
                        "2 CREATED",
                        () -> within(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\n", 1_000_000, "\r\n", "END:VEVENT\r\n")),
                answering(
                        "a million carriage returns",
                        "2 CREATED",
                        () -> within(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\n", 1_000_000, "\r", "\nEND:VEVENT\r\n")),
                failing("names of 64 kB", "INVALID_VALUE", () -> Stream.of(event("UID:" + "u".repeat(64_000), START))),
                answering(
                        "an attachment of 50 MB",
                        "2 CREATED",
                        () -> within(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:",
                                12_500_000,
                                "QUFB",
                                "\r\nEND:VEVENT\r\n")),
                answering(
                        "a million parameters",
                        "2 CREATED",
                        () -> Stream.of(event("UID:x", START, "SUMMARY" + ";A=\"b\",\"".repeat(100_000) + ":t"))),
                answering(
                        "a rule that ends in half a million semicolons",
                        "2 CREATED",
                        () -> Stream.of(event("UID:x", START, "RRULE:FREQ=DAILY;COUNT=2" + ";".repeat(500_000)))));
    }

    private static Stream<HostileFile> components() {
        return Stream.of(
                failing(
                        "100 in each other",
                        "UNREADABLE",
                        () -> Stream.of(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\n",
                                "BEGIN:X\r\n".repeat(100),
                                "END:X\r\n".repeat(100),
                                "END:VEVENT\r\n")),
                failing(
                        "10,000 in each other",
                        "UNREADABLE",
                        () -> Stream.of(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\n", "BEGIN:VALARM\r\n".repeat(10_000))),
                failing(
                        "10,000 in each other, ended",
                        "UNREADABLE",
                        () -> Stream.of(
                                "BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\n",
                                "BEGIN:X\r\n".repeat(10_000),
                                "END:X\r\n".repeat(10_000),
                                "END:VEVENT\r\n")),
                answering("without an END", "2 CREATED", () -> Stream.of("BEGIN:VEVENT\r\nUID:x\r\n" + START + "\r\n")),
                answering(
                        "an END too many",
                        "2 CREATED",
                        () -> Stream.of(event("UID:x", START), "END:VEVENT\r\n".repeat(10_000))),
                failing(
                        "a component of 30,000 lines",
                        "UNREADABLE",
                        () -> Stream.of(
                                event("UID:x", START, "X-A:b\r\n".repeat(30_000).strip()))));
    }

    private static String zone(String name, String... observance) {
        return "BEGIN:VTIMEZONE\r\nTZID:" + name + "\r\n" + String.join("\r\n", observance) + "\r\nEND:VTIMEZONE\r\n";
    }

    private static String observance(String... lines) {
        return "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0123\r\nTZOFFSETTO:+0124\r\n"
                + String.join("\r\n", lines) + "\r\nEND:STANDARD";
    }

    private static String in(String zone) {
        return event("UID:x", "DTSTART;TZID=" + zone + ":20260302T090000");
    }

    private static Stream<HostileFile> zones() {
        return Stream.of(
                failing(
                        "a zone of a million rules",
                        "UNKNOWN_TIME_ZONE",
                        () -> Stream.concat(
                                within(
                                        "BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\nBEGIN:STANDARD\r\n",
                                        1_000_000,
                                        "RRULE:FREQ=DAILY\r\n",
                                        "END:STANDARD\r\nEND:VTIMEZONE\r\n"),
                                Stream.of(in("Nowhere")))),
                failing(
                        "a zone of 3,000 observances",
                        "UNKNOWN_TIME_ZONE",
                        () -> Stream.of(
                                zone(
                                        "Nowhere",
                                        (observance("TZNAME:X") + "\r\n")
                                                .repeat(3_000)
                                                .strip()),
                                in("Nowhere"))),
                failing(
                        "a zone that changes each day for ever",
                        "UNKNOWN_TIME_ZONE",
                        () -> Stream.of(zone("Nowhere", observance("RRULE:FREQ=DAILY")), in("Nowhere"))),
                failing(
                        "a zone that changes each second for ever",
                        "UNKNOWN_TIME_ZONE",
                        () -> Stream.of(zone("Nowhere", observance("RRULE:FREQ=SECONDLY")), in("Nowhere"))),
                failing("the name of a zone of 1 MB", "UNKNOWN_TIME_ZONE", () -> Stream.of(in("z".repeat(1_000_000)))));
    }

    /** A series, so many of its occurrences changed; each with more to say. */
    private static Stream<String> changed(int occurrences, String... more) {
        var first = LocalDateTime.of(2026, 3, 2, 0, 0);
        var said = Stream.concat(Stream.of("DTSTART:20260302T090000Z"), Stream.of(more))
                .collect(Collectors.joining("\r\n"));
        return Stream.concat(
                Stream.of(event("UID:x", "DTSTART:20260302T000000Z", "RRULE:FREQ=HOURLY")),
                times(occurrences, i -> event("UID:x", "RECURRENCE-ID:" + HOUR.format(first.plusHours(i)), said)));
    }

    private static Stream<HostileFile> series() {
        return Stream.of(
                failing(
                        "60,000 dates",
                        "TOO_MANY",
                        () -> Stream.of(event(
                                "UID:x",
                                START,
                                times(
                                                60_000,
                                                i -> LocalDate.of(2026, 3, 3)
                                                        .plusDays(i)
                                                        .format(BASIC_ISO_DATE))
                                        .collect(Collectors.joining(",", "RDATE;VALUE=DATE:", ""))))),
                failing("15,000 changes of a series", "TOO_MANY", () -> changed(15_000)),
                failing(
                        "3,500 wordy changes of a series",
                        "UNREADABLE",
                        () -> changed(3_500, "DESCRIPTION:" + "words ".repeat(300))),
                failing(
                        "15,000 times the same that cannot be read",
                        "INVALID_TIME",
                        () -> times(15_000, i -> event("UID:x", "SEQUENCE:" + i, "DTSTART:never " + i))),
                answering(
                        "15,000 changes that cannot be read, each in a way of its own",
                        "2 CREATED",
                        () -> Stream.concat(
                                Stream.of(event("UID:x", START, "RRULE:FREQ=DAILY")),
                                times(15_000, i -> event("UID:x", "RECURRENCE-ID:" + i, "DTSTART:never " + i)))),
                answering(
                        "2,000 rules that never happen",
                        "1 CREATED, 2000 FAILED NO_OCCURRENCES",
                        () -> times(
                                2_000,
                                i -> event(
                                        "UID:" + i,
                                        "DTSTART:20260302T090000Z",
                                        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=1,2,3;BYMINUTE=1,2,3",
                                        "EXDATE:20260302T090000Z"))));
    }
}
