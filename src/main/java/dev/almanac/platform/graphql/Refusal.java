package dev.almanac.platform.graphql;

import java.util.Locale;

/**
 * Why a request, or a part of one, was refused: {@code errors[].extensions.code}. The status is that of an answer
 * without {@code data}; a refusal of a single field stands beside the data of the others.
 */
public enum Refusal {
    /** The request is not one of GraphQL over HTTP: its JSON, its members or their types. */
    BAD_REQUEST(400),
    /** The document is not of GraphQL's grammar. */
    PARSE_FAILED(400),
    /** The document does not fit the schema, the variables do not fit the document, or no operation is chosen. */
    VALIDATION_FAILED(400),
    /** More than the server allows; {@code extensions} has {@code limit}, {@code max} and {@code actual}. */
    LIMIT_EXCEEDED(400),
    /** The operation costs more than is allowed; {@code extensions} has {@code cost} and {@code max}. */
    COST_EXCEEDED(400),
    /** An argument's value is outside of its range; the message names the argument. */
    INVALID_ARGUMENT(400),
    /** A cursor that this server did not make for this caller and this list. */
    INVALID_CURSOR(400),
    /** Not the id of anything, or an id of another kind than the one asked for. */
    INVALID_ID(400),
    /** Nobody, or nobody known, is calling. */
    UNAUTHENTICATED(401),
    /** The caller sees the thing but may not do this to it. */
    FORBIDDEN(403),
    /** A mutation or a subscription by GET, or a method other than GET and POST. */
    METHOD_NOT_ALLOWED(405),
    /** Nothing that the caller accepts can be given. */
    NOT_ACCEPTABLE(406),
    /** The body took too long to arrive. */
    REQUEST_TIMEOUT(408),
    /** Others were changing the same just now, several times over; nothing was changed. With {@code retryAfter}. */
    CONFLICT(409),
    /** The body is larger than the server reads. */
    TOO_LARGE(413),
    /** The body is no {@code application/json} in UTF-8, or is compressed. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The caller asks too often; {@code extensions.retryAfter} says when to come back, in seconds. */
    RATE_LIMITED(429),
    /** A fault of the server's. The log has it under {@code extensions.requestId}. */
    INTERNAL(500),
    /** The database, or another service that the answer needs, does not answer; with {@code retryAfter}. */
    UNAVAILABLE(503),
    /** Too much is asked of the server just now; with {@code retryAfter}. */
    OVERLOADED(503),
    /** Nothing can be changed just now; with {@code retryAfter}. */
    READ_ONLY(503),
    /** The time for this ran out after execution had begun. */
    TIMEOUT(504);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** The HTTP status of an answer that consists of this refusal. */
    public int status() {
        return status;
    }

    /** Whether the same request may be tried again later; such a refusal carries {@code retryAfter}. */
    public boolean isTransient() {
        return this == RATE_LIMITED || this == CONFLICT || status == 503;
    }

    /** The refusal of this name, or {@link #INTERNAL} where there is none. */
    public static Refusal of(Object code) {
        for (Refusal refusal : values()) {
            if (refusal.name().equals(code.toString().toUpperCase(Locale.ROOT))) {
                return refusal;
            }
        }
        return INTERNAL;
    }
}
