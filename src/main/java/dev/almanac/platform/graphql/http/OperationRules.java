package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.document.DocumentGuard;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;

/**
 * What may come over HTTP: queries, mutations by POST alone, and a body above the ordinary size for imports alone.
 *
 * @param safe whether the method is GET
 * @param large whether the body is above the ordinary size
 */
record OperationRules(GraphQlSettings.Body limits, RequestBody bodies, boolean safe, boolean large)
        implements DocumentGuard {

    @Override
    public void check(Document document, OperationDefinition operation) {
        if (operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION) {
            throw new RequestRefusedException(
                    safe ? Refusal.METHOD_NOT_ALLOWED : Refusal.BAD_REQUEST,
                    "A subscription is not answered by a single response");
        }
        if (safe && operation.getOperation() != OperationDefinition.Operation.QUERY) {
            throw new RequestRefusedException(Refusal.METHOD_NOT_ALLOWED, "Mutations come by POST");
        }
        if (large && !isImport(operation)) {
            throw bodies.notAnImport();
        }
    }

    private boolean isImport(OperationDefinition operation) {
        return operation.getOperation() == OperationDefinition.Operation.MUTATION
                && operation.getSelectionSet().getSelections().stream()
                        .allMatch(selection -> selection instanceof Field field
                                && limits.importFields().contains(field.getName()));
    }
}
