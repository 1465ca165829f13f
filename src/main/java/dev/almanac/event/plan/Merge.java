package dev.almanac.event.plan;

import dev.almanac.account.Reminder;
import dev.almanac.change.Patch;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A patch that was based on an earlier version, brought to the stored one.
 *
 * <p>What only one side changed is taken from that side; what both changed to the same is no conflict. When something happens is one
 * unit: start, end, zones, kind and recurrence mean nothing apart. Each attendee, category and reminder is a unit, and every other field.
 * Of an occurrence, its own values are compared.
 *
 * @param patch what to apply to the stored version
 * @param conflicts the fields of the input that both sides changed, each to something else
 */
public record Merge(EventPatch patch, List<String> conflicts) {

    /** What an edit of this scope speaks of, in one version. */
    private record Values(
            Object time,
            Details details,
            List<Attendee> attendees,
            List<Reminder> reminders,
            Map<String, String> properties,
            @Nullable Object external) {

        static Values of(EventContents contents, @Nullable LocalDateTime slot) {
            var event = contents.event();
            if (slot == null) {
                var when = new ArrayList<@Nullable Object>();
                when.add(event.time());
                when.add(event.recurrence());
                return new Values(
                        when,
                        event.details(),
                        contents.attendees(),
                        contents.reminders(),
                        event.extendedProperties(),
                        event.external());
            }
            var override = contents.override(slot);
            return new Values(
                    Overrides.time(contents, slot),
                    override.map(own -> own.over(event.details())).orElse(event.details()),
                    override.map(EventOverride::attendees).orElse(contents.attendees()),
                    override.map(EventOverride::reminders).orElse(contents.reminders()),
                    event.extendedProperties(),
                    event.external());
        }
    }

    /**
     * Merges.
     *
     * @param slot of the occurrence that the patch speaks of alone; null: it speaks of the series
     * @param reaches whether the patch cuts the series, so that it depends on when that happens
     */
    public static Merge of(
            EventContents base, EventContents theirs, EventPatch patch, @Nullable LocalDateTime slot, boolean reaches) {
        var was = Values.of(base, slot);
        var now = Values.of(theirs, slot);
        Set<String> conflicts = new LinkedHashSet<>();
        boolean moved = !was.time().equals(now.time());
        if (moved && (reaches || patch.time().present() || patch.recurrence().present())) {
            conflicts.add(patch.recurrence().present() && !patch.time().present() ? "recurrence" : "time");
        }
        var own = patch.over(was.details());
        field(conflicts, "title", was.details(), now.details(), own, Details::title);
        field(conflicts, "description", was.details(), now.details(), own, Details::description);
        field(conflicts, "location", was.details(), now.details(), own, Details::location);
        field(conflicts, "url", was.details(), now.details(), own, Details::url);
        field(conflicts, "status", was.details(), now.details(), own, Details::status);
        field(conflicts, "transparency", was.details(), now.details(), own, Details::transparency);
        field(conflicts, "visibility", was.details(), now.details(), own, Details::visibility);
        if (patch.extendedProperties().present()) {
            var yours = patch.extendedProperties().over(was.properties(), Map.of());
            differing(conflicts, "extendedProperties", was.properties(), now.properties(), yours);
        }
        if (patch.externalId().present() && !Objects.equals(was.external(), now.external())) {
            conflicts.add("externalId");
        }
        var categories = list(
                conflicts,
                "categories",
                was.details().categories(),
                now.details().categories(),
                patch.categories(),
                name -> name);
        var attendees =
                list(conflicts, "attendees", was.attendees(), now.attendees(), patch.attendees(), Attendee::email);
        var reminders =
                list(conflicts, "reminders", was.reminders(), now.reminders(), patch.reminders(), reminder -> reminder);
        return new Merge(untouched(patch, was, own).with(categories, attendees, reminders), List.copyOf(conflicts));
    }

    /** Without what it sets to what it was: the other side may have changed that. */
    private static EventPatch untouched(EventPatch patch, Values was, Details own) {
        var old = was.details();
        return new EventPatch(
                patch.time(),
                patch.recurrence(),
                changed(patch.title(), own.title(), old.title()),
                changed(patch.description(), own.description(), old.description()),
                changed(patch.location(), own.location(), old.location()),
                changed(patch.url(), own.url(), old.url()),
                changed(patch.status(), own.status(), old.status()),
                changed(patch.transparency(), own.transparency(), old.transparency()),
                changed(patch.visibility(), own.visibility(), old.visibility()),
                patch.categories(),
                patch.attendees(),
                patch.reminders(),
                changed(
                        patch.extendedProperties(),
                        patch.extendedProperties().over(was.properties(), Map.of()),
                        was.properties()),
                patch.externalId());
    }

    private static <T> Patch<T> changed(Patch<T> patch, @Nullable Object own, @Nullable Object old) {
        return Objects.equals(own, old) ? Patch.absent() : patch;
    }

    private static void field(
            Set<String> conflicts,
            String name,
            Details was,
            Details now,
            Details own,
            Function<Details, @Nullable Object> value) {
        differing(conflicts, name, value.apply(was), value.apply(now), value.apply(own));
    }

    private static void differing(
            Set<String> conflicts, String name, @Nullable Object was, @Nullable Object now, @Nullable Object own) {
        if (!Objects.equals(was, own) && !Objects.equals(was, now) && !Objects.equals(now, own)) {
            conflicts.add(name);
        }
    }

    private static <T, K> Patch<List<T>> list(
            Set<String> conflicts, String name, List<T> was, List<T> now, Patch<List<T>> patch, Function<T, K> key) {
        if (!patch.present() || patch.value() == null || was.equals(now)) {
            return patch;
        }
        var old = byKey(was, key);
        var theirs = byKey(now, key);
        var yours = byKey(patch.value(), key);
        Map<K, T> merged = new LinkedHashMap<>(theirs);
        Set<K> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(yours.keySet());
        for (var each : keys) {
            var mine = yours.get(each);
            if (Objects.equals(mine, old.get(each))) {
                continue;
            }
            differing(conflicts, name, old.get(each), theirs.get(each), mine);
            if (mine == null) {
                merged.remove(each);
            } else {
                merged.put(each, mine);
            }
        }
        return Patch.of(List.copyOf(merged.values()));
    }

    private static <T, K> Map<K, T> byKey(List<T> values, Function<T, K> key) {
        Map<K, T> map = new LinkedHashMap<>();
        values.forEach(value -> map.put(key.apply(value), value));
        return map;
    }
}
