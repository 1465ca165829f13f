package dev.almanac.event.bulk;

/**
 * How a file is put into a calendar.
 *
 * @param dryRun whether it is only said what would become of it
 */
public record ImportOptions(Mode mode, boolean dryRun) {

    /** What the file is to the calendar. */
    public enum Mode {
        /** Something that is added; where the calendar has something later, that stays. */
        MERGE,
        /** What the calendar holds afterwards, and nothing else. */
        REPLACE
    }

    public boolean replaces() {
        return mode == Mode.REPLACE;
    }
}
