package dev.almanac.icalendar.reading;

import dev.almanac.change.Problems;
import dev.almanac.event.bulk.ImportItem;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.event.bulk.ImportItem.Unusable;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.text.CalendarText;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.icalendar.time.Zones;
import dev.almanac.platform.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads iCalendar files (RFC 5545), as leniently as can be without guessing. Nothing that a file names is ever fetched. */
@Component
public final class ICalendarReader {

    /** The most that the components of one event weigh together. */
    public static final int LARGEST_EVENT = 4 << 20;

    /** What is said of one that weighs more. */
    public static final String TOO_HEAVY = String.format(
            Locale.ROOT,
            "All components of its UID have more than %,d characters, each component counted for %d more.",
            LARGEST_EVENT,
            Part.LEAST_WEIGHT);

    private static final int LONGEST_UID = 1_024;
    private static final Set<String> STAMPS = Set.of("DTSTAMP", "CREATED", "LAST-MODIFIED");

    private final Limits limits;

    public ICalendarReader(Limits limits) {
        this.limits = limits;
    }

    /** What a text is. */
    public sealed interface Reading {

        /** A calendar, and what is in it in the order of the text; a series and its overrides are one. */
        record Items(List<ImportItem> items) implements Reading {}

        /** No iCalendar text. */
        record NoCalendar() implements Reading {}

        /** A calendar of more components than are read. */
        record TooMany(int most) implements Reading {}
    }

    /** Reads a text; takes time in proportion to its length, so it does not belong on an event loop. */
    public Reading read(String content) {
        return read(CalendarText.of(content));
    }

    /** Reads what was cut into components; all that have one UID are in it. */
    public Reading read(CalendarText text) {
        if (!text.calendar()) {
            return new Reading.NoCalendar();
        }
        return text.tooMany() ? new Reading.TooMany(CalendarText.MOST) : new Reading.Items(items(text));
    }

    /** A place in the result: something decided, or a series whose components are still being gathered. */
    private sealed interface Slot {
        record Decided(ImportItem item) implements Slot {}

        record Gathering(Series series, String uid, int line) implements Slot {}
    }

    private List<ImportItem> items(CalendarText text) {
        var zones = new Zones(text.parts(), text.properties().value("X-WR-TIMEZONE"));
        List<Slot> slots = new ArrayList<>();
        Map<String, Series> byUid = new HashMap<>();
        Set<String> skipped = new HashSet<>();
        for (var part : text.parts()) {
            var uid = part.value("UID");
            switch (part.name()) {
                case "VTIMEZONE" -> {}
                case "VEVENT" -> {
                    try {
                        event(part, zones, byUid, slots);
                    } catch (ImportFault fault) {
                        slots.add(new Slot.Decided(failed(uid, part.line(), fault)));
                    }
                }
                default -> {
                    if (uid == null || skipped.add(part.name() + ' ' + uid)) {
                        slots.add(new Slot.Decided(unsupported(part, uid)));
                    }
                }
            }
        }
        return slots.stream()
                .flatMap(slot -> switch (slot) {
                    case Slot.Decided(var item) -> Stream.of(item);
                    case Slot.Gathering(var series, var uid, int line) ->
                        finished(series, uid, line, byUid.keySet()).stream();
                })
                .toList();
    }

    private void event(Part part, Zones zones, Map<String, Series> byUid, List<Slot> slots) throws ImportFault {
        if (part.fault() != null) {
            throw new ImportFault("UNREADABLE", part.fault());
        }
        var content = ContentTree.read(part);
        var own = content.text("UID").strip();
        var uid = own.isEmpty() ? derived(part) : own;
        if (uid.length() > LONGEST_UID) {
            throw new ImportFault("INVALID_VALUE", "uid: at most " + LONGEST_UID + " characters.");
        }
        var series = byUid.computeIfAbsent(uid, _ -> {
            var added = new Series(uid, zones, limits);
            slots.add(new Slot.Gathering(added, uid, part.line()));
            return added;
        });
        series.add(content, part);
    }

    /** @param uids of the file: what it says of an event itself counts, before what follows from another */
    private static List<ImportItem> finished(Series series, String uid, int line, Set<String> uids) {
        try {
            List<ImportItem> items = new ArrayList<>();
            for (var placed : series.events()) {
                var event = placed.event();
                if (event.uid().equals(uid)) {
                    items.add(new Found(event, placed.line(), series.note()));
                } else if (!uids.contains(event.uid())) {
                    items.add(new Found(event, placed.line(), null));
                }
            }
            return items;
        } catch (ImportFault fault) {
            return List.of(failed(uid, line, fault));
        }
    }

    private static ImportItem failed(@Nullable String uid, int line, ImportFault fault) {
        return new Unusable(new Result(shown(uid), line, Became.FAILED, fault.code(), fault.sentence(), null));
    }

    private static ImportItem unsupported(Part part, @Nullable String uid) {
        var kind = part.name().isEmpty() ? "Components of this kind" : Texts.shown(part.name()) + " components";
        return new Unusable(new Result(
                shown(uid), part.line(), Became.SKIPPED, "UNSUPPORTED_COMPONENT", kind + " are not kept.", null));
    }

    private static @Nullable String shown(@Nullable String uid) {
        return uid == null || uid.isEmpty() || uid.length() > LONGEST_UID || !Problems.storable(uid) ? null : uid;
    }

    /** By what a component is put together with others: its UID, or what stands for it. */
    public static String uid(Part part) {
        var own = part.value("UID");
        return own == null || own.isEmpty()
                ? derived(part)
                : Texts.unescaped(own).strip();
    }

    /** The same for the same content, so that an event without UID is recognised when its file comes again. */
    private static String derived(Part part) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var line : part.lines()) {
                var name = line.split("[:;]", 2)[0];
                if (!STAMPS.contains(name.toUpperCase(Locale.ROOT))) {
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) '\n');
                }
            }
            return "sha256-" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
