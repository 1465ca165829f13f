package dev.almanac.platform.graphql.node;

import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Finds the entities of one type by their ids; a feature has one bean of this for each of its types. */
public interface NodeResolver {

    /** What the ids of this type begin with, without the underscore: {@code cal}. */
    String prefix();

    /** Whether this is an id of this type as it is spelt: never looked up otherwise. */
    default boolean wellFormed(String id) {
        return TypedId.parse(prefix(), id) != null;
    }

    /**
     * What the viewer may read of these, in a number of statements that does not depend on how many they are.
     *
     * @param ids well-formed and distinct
     * @return by id; foreign, deleted and missing ones are absent alike
     */
    Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids);
}
