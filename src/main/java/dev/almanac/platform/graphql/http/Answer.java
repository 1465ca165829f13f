package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RefusalError;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is written: its status, and its body as GraphQL orders it.
 *
 * @param refusal what the answer consists of, or null where it has data
 * @param retryAfter seconds, or null where trying again is no use
 */
record Answer(
        int status,
        Map<String, @Nullable Object> body,
        @Nullable Refusal refusal,
        @Nullable Integer retryAfter) {

    /** {@code ok}, {@code partial}, or the code of the refusal that it consists of. */
    String outcome() {
        if (refusal != null) {
            return refusal.name();
        }
        return body.containsKey("errors") ? "partial" : "ok";
    }

    /** The codes of its errors. */
    List<String> codes() {
        List<String> codes = new ArrayList<>();
        if (body.get("errors") instanceof List<?> errors) {
            for (Object error : errors) {
                if (error instanceof Map<?, ?> entry && entry.get("extensions") instanceof Map<?, ?> extensions) {
                    codes.add(String.valueOf(extensions.get("code")));
                }
            }
        }
        return codes;
    }

    /** Makes answers of one request. */
    record Writer(GraphQlSettings settings, ResponseType type, String requestId) {

        Answer of(RequestRefusedException refused) {
            return withoutData(List.of(RefusalError.of(refused)), refused.refusal());
        }

        Answer of(ExecutionResult result) {
            List<GraphQLError> errors = result.getErrors();
            if (!result.isDataPresent()) {
                return withoutData(errors, errors.isEmpty() ? Refusal.INTERNAL : code(errors.get(0), false));
            }
            if (errors.isEmpty()) {
                Map<String, @Nullable Object> body = new LinkedHashMap<>();
                body.put("data", result.getData());
                return new Answer(200, body, null, null);
            }
            Refusal passing = result.getData() == null ? firstTransient(errors) : null;
            if (passing != null) {
                // Nothing came of it and it may be tried again: balancers and retrying clients see that by the status.
                return withoutData(errors, passing);
            }
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("errors", errors(errors, true));
            body.put("data", result.getData());
            return new Answer(type == ResponseType.JSON ? 200 : settings.partialSuccessStatus(), body, null, null);
        }

        private Answer withoutData(List<GraphQLError> errors, Refusal refusal) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("errors", errors(errors, false));
            return new Answer(type.status(refusal), body, refusal, retryAfter(errors));
        }

        private List<Map<String, Object>> errors(List<GraphQLError> errors, boolean executed) {
            List<Map<String, Object>> entries = new ArrayList<>();
            for (GraphQLError error : errors.subList(0, Math.min(errors.size(), settings.errors()))) {
                entries.add(entry(error, executed));
            }
            return entries;
        }

        private Map<String, Object> entry(GraphQLError error, boolean executed) {
            Refusal code = code(error, executed);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("message", message(error, code));
            if (error.getLocations() != null && !error.getLocations().isEmpty()) {
                entry.put("locations", locations(error.getLocations()));
            }
            if (error.getPath() != null && executed) {
                entry.put("path", error.getPath());
            }
            Map<String, Object> extensions = new LinkedHashMap<>();
            extensions.put("code", code.name());
            extensions.put("requestId", requestId);
            if (error instanceof RefusalError refusal) {
                extensions.putAll(refusal.details());
            }
            entry.put("extensions", extensions);
            return entry;
        }

        private String message(GraphQLError error, Refusal code) {
            if (error instanceof RefusalError refusal) {
                return refusal.message();
            }
            return code == Refusal.INTERNAL ? ErrorText.ofFault() : ErrorText.of(error, settings.introspection());
        }
    }

    private static List<Map<String, Object>> locations(List<SourceLocation> locations) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (SourceLocation location : locations) {
            if (location != null && location.getLine() > 0) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("line", location.getLine());
                entry.put("column", location.getColumn());
                entries.add(entry);
            }
        }
        return entries;
    }

    private static Refusal code(GraphQLError error, boolean executed) {
        if (error instanceof RefusalError refusal) {
            return refusal.refusal();
        }
        if (error.getErrorType() == ErrorType.InvalidSyntax) {
            return Refusal.PARSE_FAILED;
        }
        // The engine's own errors come before execution, where the document or the variables do not fit the schema.
        // During execution it makes one only where a field that must not be null was: that is a fault of ours.
        return executed || error.getErrorType() == ErrorType.NullValueInNonNullableField
                ? Refusal.INTERNAL
                : Refusal.VALIDATION_FAILED;
    }

    private static @Nullable Refusal firstTransient(List<GraphQLError> errors) {
        for (GraphQLError error : errors) {
            Refusal code = code(error, true);
            if (code.isTransient()) {
                return code;
            }
        }
        return null;
    }

    private static @Nullable Integer retryAfter(List<GraphQLError> errors) {
        for (GraphQLError error : errors) {
            if (error instanceof RefusalError refusal
                    && refusal.details().get("retryAfter") instanceof Integer seconds) {
                return seconds;
            }
        }
        return null;
    }
}
