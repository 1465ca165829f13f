package dev.almanac.event.plan;

import dev.almanac.change.Patch;
import dev.almanac.event.plan.EventDraft.RecurrenceDraft;

/** Patches of few fields. */
final class Patches {

    private Patches() {}

    static EventPatch of(Patch<TimeDraft> time, Patch<RecurrenceDraft> recurrence, Patch<String> title) {
        return new EventPatch(
                time,
                recurrence,
                title,
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent());
    }
}
