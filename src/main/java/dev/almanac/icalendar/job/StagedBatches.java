package dev.almanac.icalendar.job;

import dev.almanac.icalendar.job.ImportJobStore.Staged;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.text.ComponentReader;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.TextEncoding;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The components of a file, some at a time, as they are put aside to be written later. */
final class StagedBatches implements AutoCloseable {

    private static final int LARGEST = 500;
    private static final int MOST_CHARACTERS = 1 << 20;

    /** The definitions of all zones there are have about half as many. */
    private static final int ZONE_CHARACTERS = 4 << 20;

    private final ComponentReader reader;
    private int count;
    private int zoneCharacters;

    private StagedBatches(ComponentReader reader) {
        this.reader = reader;
    }

    static StagedBatches of(Octets text) throws IOException {
        return new StagedBatches(ComponentReader.of(text, TextEncoding.of(text)));
    }

    /** The next ones; none at the end. */
    List<Staged> next() throws IOException {
        List<Staged> batch = new ArrayList<>();
        int characters = 0;
        while (batch.size() < LARGEST && characters < MOST_CHARACTERS) {
            var part = reader.next();
            if (part == null) {
                break;
            }
            var kept = kept(part);
            if (kept != null) {
                batch.add(new Staged(count++, key(kept), kept));
                characters += kept.characters();
            }
        }
        return batch;
    }

    /** How many there have been. */
    int count() {
        return count;
    }

    boolean calendar() {
        return reader.calendar();
    }

    Part properties() {
        return reader.properties();
    }

    /** Of what is not kept as an event, its name and UID are enough. */
    private @Nullable Part kept(Part part) {
        return switch (part.name()) {
            case "VEVENT" -> part;
            case "VTIMEZONE" -> {
                zoneCharacters += part.characters();
                yield zoneCharacters > ZONE_CHARACTERS ? null : part;
            }
            default -> {
                var uid = part.value("UID");
                yield new Part(
                        part.name(), part.line(), uid == null ? List.of() : List.of("UID:" + uid), part.fault(), null);
            }
        };
    }

    /** The key of an event of this UID. */
    static String key(String uid) {
        return digest("VEVENT", uid);
    }

    private static String key(Part part) {
        if (part.name().equals("VEVENT")) {
            return key(ICalendarReader.uid(part));
        }
        var uid = part.value("UID");
        return digest(part.name(), uid == null ? "line " + part.line() : "uid " + uid);
    }

    private static String digest(String kind, String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((kind + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
