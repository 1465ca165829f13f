package dev.almanac.platform.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as an entry of {@code errors}. The request id is added where the answer is written.
 *
 * @param path of the field, or null where the whole request is refused
 */
public record RefusalError(
        Refusal refusal,
        String message,
        @Nullable List<Object> path,
        List<SourceLocation> locations,
        Map<String, Object> details)
        implements GraphQLError {

    public static RefusalError of(RequestRefusedException refusal) {
        return new RefusalError(refusal.refusal(), refusal.getMessage(), null, List.of(), refusal.extensions());
    }

    /** The same refusal, of the field at this path. */
    public RefusalError at(List<Object> field, @Nullable SourceLocation location) {
        return new RefusalError(refusal, message, field, location == null ? List.of() : List.of(location), details);
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public @Nullable List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorClassification.errorClassification(refusal.name());
    }

    @Override
    public Map<String, Object> getExtensions() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", refusal.name());
        extensions.putAll(details);
        return extensions;
    }
}
