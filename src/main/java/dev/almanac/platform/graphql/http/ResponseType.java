package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The media types of answers, and what each makes of a status. */
enum ResponseType {
    /** The status tells what became of the request. */
    GRAPHQL("application/graphql-response+json"),
    /**
     * What clients from before GraphQL over HTTP read: they trust the body with 200 alone, so a well-formed request whose
     * document is refused is answered with it. It is also what callers get who accept anything or do not say.
     */
    JSON("application/json");

    @SuppressWarnings("ImmutableEnumChecker") // A media type does not change; it is only not declared so.
    private final MediaType type;

    private final String contentType;

    ResponseType(String name) {
        this.type = MediaType.parseMediaType(name);
        this.contentType = name + ";charset=utf-8";
    }

    String contentType() {
        return contentType;
    }

    /** The status of an answer that has no data. */
    int status(Refusal refusal) {
        return switch (refusal) {
            case PARSE_FAILED, VALIDATION_FAILED, LIMIT_EXCEEDED, COST_EXCEEDED ->
                this == JSON ? 200 : refusal.status();
            default -> refusal.status();
        };
    }

    /**
     * The type that the caller prefers (RFC 9110, section 12.5.1).
     *
     * @throws RequestRefusedException where there is none that the caller accepts
     */
    static ResponseType accepted(HttpHeaders headers) {
        List<MediaType> accepted;
        try {
            accepted = headers.getAccept();
        } catch (InvalidMediaTypeException unreadable) {
            throw notAcceptable();
        }
        if (accepted.isEmpty()) {
            return JSON;
        }
        double json = quality(JSON, accepted);
        double graphql = quality(GRAPHQL, accepted);
        if (json <= 0 && graphql <= 0) {
            throw notAcceptable();
        }
        if (json != graphql) {
            return json > graphql ? JSON : GRAPHQL;
        }
        return position(GRAPHQL, accepted) < position(JSON, accepted) ? GRAPHQL : JSON;
    }

    /** The quality that the most specific entry gives this type; 0 where none fits. */
    private static double quality(ResponseType response, List<MediaType> accepted) {
        double quality = 0;
        int best = -1;
        for (MediaType candidate : accepted) {
            int specificity = candidate.isWildcardType() ? 0 : candidate.isWildcardSubtype() ? 1 : 2;
            if (specificity > best && fits(candidate, response.type)) {
                best = specificity;
                quality = candidate.getQualityValue();
            }
        }
        return quality;
    }

    /** Where the type is named, without wildcards; behind everything where it is not. */
    private static int position(ResponseType response, List<MediaType> accepted) {
        for (int i = 0; i < accepted.size(); i++) {
            if (accepted.get(i).equalsTypeAndSubtype(response.type)) {
                return i;
            }
        }
        return accepted.size();
    }

    private static boolean fits(MediaType candidate, MediaType type) {
        boolean utf8 = candidate.getParameter("charset") == null || isUtf8(candidate);
        return utf8 && candidate.includes(type);
    }

    private static boolean isUtf8(MediaType candidate) {
        return StandardCharsets.UTF_8.equals(candidate.getCharset());
    }

    private static RequestRefusedException notAcceptable() {
        return new RequestRefusedException(
                Refusal.NOT_ACCEPTABLE, "Answers are application/graphql-response+json or application/json, in UTF-8");
    }
}
