package dev.almanac.platform.graphql.document;

import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.GraphQLContext;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import org.jspecify.annotations.Nullable;

/** What a transport allows of the operation that is about to run; it lies in the {@link GraphQLContext}. */
@FunctionalInterface
public interface DocumentGuard {

    /** The key in the {@link GraphQLContext}. */
    Class<DocumentGuard> KEY = DocumentGuard.class;

    /**
     * Called with each good document before its operation runs, from the cache or not.
     *
     * @param operation the one chosen
     * @throws RequestRefusedException where this operation may not come this way
     */
    void check(Document document, OperationDefinition operation);

    /** The operation of this name, or the only one; null where that is none or several. */
    static @Nullable OperationDefinition chosen(Document document, @Nullable String name) {
        OperationDefinition found = null;
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            if (name == null || name.isEmpty() || name.equals(operation.getName())) {
                if (found != null) {
                    return null;
                }
                found = operation;
            }
        }
        return found;
    }
}
