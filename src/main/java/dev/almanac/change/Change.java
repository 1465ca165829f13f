package dev.almanac.change;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one entity, to be appended to a stream.
 *
 * @param stream the calendar or person whose stream it goes to
 * @param kind what happened
 * @param entityType the GraphQL type of the entity, such as {@code Event}
 * @param entityId the entity
 * @param entityVersion its version after the change; of a deleted one, the version that the deletion made
 * @param fields the names of the fields that changed; empty unless updated
 * @param after the entity after the change, to be kept as JSON; null when deleted
 */
public record Change(
        UUID stream,
        Kind kind,
        String entityType,
        UUID entityId,
        int entityVersion,
        List<String> fields,
        @Nullable Object after) {

    /** What happened to an entity. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }

    public Change {
        fields = List.copyOf(fields);
        if ((kind == Kind.DELETED) != (after == null)) {
            throw new IllegalArgumentException("A deletion, and only a deletion, leaves nothing after it");
        }
    }

    public static Change created(UUID stream, String type, UUID id, Object after) {
        return created(stream, type, id, 1, after);
    }

    /** Of what goes on with the versions of something else, as a part of a split series does. */
    public static Change created(UUID stream, String type, UUID id, int version, Object after) {
        return new Change(stream, Kind.CREATED, type, id, version, List.of(), after);
    }

    public static Change updated(UUID stream, String type, UUID id, int version, List<String> fields, Object after) {
        return new Change(stream, Kind.UPDATED, type, id, version, fields, after);
    }

    public static Change deleted(UUID stream, String type, UUID id, int version) {
        return new Change(stream, Kind.DELETED, type, id, version, List.of(), null);
    }
}
