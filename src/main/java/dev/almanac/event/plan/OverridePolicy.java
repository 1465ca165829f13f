package dev.almanac.event.plan;

/** What becomes of the overrides that an edit of a series reaches. */
public enum OverridePolicy {
    /** They stay as they are. */
    KEEP,
    /** Their own times move with the series. */
    REBASE,
    /** They are given up. */
    DISCARD
}
