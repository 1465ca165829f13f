package dev.almanac.event.bulk;

import dev.almanac.event.export.WholeEvent;
import org.jspecify.annotations.Nullable;

/** What files that are exported say of events, which is not always all that there is to say. */
@FunctionalInterface
public interface ExportedForm {

    /** The event as such a file defines it, to the one who imports it; null where it defines none. */
    @Nullable ImportedEvent of(WholeEvent event);
}
