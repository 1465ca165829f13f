package dev.almanac.icalendar.writing;

import java.time.ZoneId;
import java.util.List;

/** What is hard to write: what ends lines, what delimits, and what is long in UTF-8. */
final class HardTexts {

    /** Zones with rules of every shape: two a year, none, half an hour, before the day of the rule, many exceptions. */
    static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Zurich"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Nuuk"),
            ZoneId.of("Africa/Casablanca"),
            ZoneId.of("Asia/Gaza"),
            ZoneId.of("Europe/Dublin"));

    /** What would be a property, a component or a parameter of its own, were it not encoded. */
    static final List<String> PAYLOADS = List.of(
            "a\r\nX-EVIL:1",
            "a\nX-EVIL:1",
            "a\rX-EVIL:1",
            "a\u2028X-EVIL:1",
            "a\u2029X-EVIL:1",
            "a\u0085X-EVIL:1",
            "a\u000BX-EVIL:1",
            "a\fX-EVIL:1",
            "a\u001CX-EVIL:1",
            "a\r\n X-EVIL:1",
            "a\\\r\nX-EVIL:1",
            "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nDTSTART:20260302T090000Z",
            "a\rEND:VEVENT\rBEGIN:VALARM\rX-EVIL:1",
            "BEGIN:VEVENT",
            "END:VCALENDAR",
            "a\";X-EVIL=\"1",
            "a\":X-EVIL:1",
            "a;X-EVIL=1:b",
            "a^nX-EVIL:1",
            "a^'^^\"^",
            "a\\nX-EVIL:1\\",
            "😀".repeat(60) + "\r\nX-EVIL:1",
            "x".repeat(74) + "\nX-EVIL:1");

    static final List<String> PIECES = List.of(
            "a",
            "bc ",
            " ",
            "ü",
            "日本",
            "😀",
            "👩‍👩‍👧",
            "\n",
            "\r\n",
            "\r",
            "\u2028",
            "\u0085",
            "\t",
            ",",
            ";",
            ":",
            "\\",
            "\"",
            "^",
            "\\n",
            "^n",
            "^'",
            "\u0007",
            "BEGIN:VEVENT",
            "\uFEFF",
            "x".repeat(37),
            "%0A",
            "=",
            "'");

    private HardTexts() {}

    /** What of a text iCalendar can say: it knows one end of a line, and no control characters. */
    static String said(String text) {
        var said = text.replace("\r\n", "\n")
                .replaceAll("[\r\u000B\f\u0085\u2028\u2029]", "\n")
                .replaceAll("[\\p{Cc}&&[^\n\t]]", "");
        return said.isBlank() && said.indexOf('\n') < 0 ? "" : said;
    }
}
