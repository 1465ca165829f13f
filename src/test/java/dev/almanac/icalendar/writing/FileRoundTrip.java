package dev.almanac.icalendar.writing;

import dev.almanac.change.Problems;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.icalendar.CalendarFiles;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import dev.almanac.icalendar.text.CalendarText;
import dev.almanac.icalendar.text.TextEncoding;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/**
 * A file on its way through the server: read, and what is kept of it expanded, written and read again. That is what Jazzer runs too: its
 * entry is {@link #fuzzerTestOneInput}.
 */
public final class FileRoundTrip {

    /** No file of the size that is tried here takes longer. */
    static final long LONGEST_NANOS = 2_000_000_000L;

    private static final FileRoundTrip FUZZED = new FileRoundTrip();

    private final EventRules rules = new EventRules(CalendarFiles.LIMITS);
    private final ICalendarReader reader = new ICalendarReader(CalendarFiles.LIMITS);

    /**
     * What came of a file.
     *
     * @param kept events that came back as they were written
     * @param refused components that cannot be kept
     */
    record Outcome(int kept, int refused) {}

    /** Called by Jazzer before the first input, which is not to be the one for which all classes are loaded. */
    public static void fuzzerInitialize() throws IOException {
        var made = new RandomEvents(1);
        for (int i = 0; i < 500; i++) {
            FUZZED.outcome(Written.text(made.event(i)).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Called by Jazzer with one input after the other. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        FUZZED.of(input);
    }

    /** @throws AssertionError where it takes too long, or what was written of it cannot be read */
    Outcome of(byte[] input) throws IOException {
        long started = System.nanoTime();
        var outcome = outcome(input);
        long taken = System.nanoTime() - started;
        if (taken > LONGEST_NANOS) {
            throw new AssertionError("It took " + taken / 1_000_000 + " ms");
        }
        return outcome;
    }

    private Outcome outcome(byte[] input) throws IOException {
        int kept = 0;
        int refused = 0;
        Octets octets = () -> new ByteArrayInputStream(input);
        var text = CalendarText.of(octets, TextEncoding.of(octets), CalendarText.MOST);
        if (reader.read(text) instanceof Reading.Items(var items)) {
            for (var item : items) {
                if (item instanceof Found found && comesBack(Written.of(found.event()))) {
                    kept++;
                } else {
                    refused++;
                }
            }
        }
        return new Outcome(kept, refused);
    }

    /** Whether it may be kept; what may be is expanded, and read again from what is written of it. */
    private boolean comesBack(EventContents contents) {
        var problems = new Problems();
        try {
            rules.check(contents, problems);
        } catch (DateTimeException | ArithmeticException e) {
            // As an import answers it: beyond the years that can be kept.
            return false;
        }
        if (!problems.none()) {
            return false;
        }
        var starts = contents.event().expansion().from(LocalDateTime.of(2026, 1, 1, 0, 0));
        for (int i = 0; i < 50 && starts.hasNext(); i++) {
            starts.next();
        }
        var text = Written.text(contents);
        if (!(reader.read(text) instanceof Reading.Items(var again))
                || again.size() != 1
                || !(again.getFirst() instanceof Found)) {
            throw new AssertionError("It does not read back: " + text);
        }
        return true;
    }
}
