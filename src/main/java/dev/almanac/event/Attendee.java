package dev.almanac.event;

/**
 * A person who takes part.
 *
 * @param name empty where there is none
 */
public record Attendee(String email, String name, Response response, boolean organizer) {

    /** RFC 5545 §3.2.12. */
    public enum Response {
        NEEDS_ACTION,
        ACCEPTED,
        DECLINED,
        TENTATIVE
    }
}
