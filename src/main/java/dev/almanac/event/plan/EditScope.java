package dev.almanac.event.plan;

/** What an edit of a series reaches. */
public enum EditScope {
    /** The occurrence alone. */
    THIS,
    /** The occurrence and all after it. */
    THIS_AND_FOLLOWING,
    /** The whole series; of a split one, the part that has the occurrence. */
    ALL
}
