package dev.almanac.platform.graphql.document;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a parsed document against its limits before it is validated, because validation is the second attack: a chain of
 * 1,200 fragments is valid and costs a minute. Each fragment is measured once and then counted wherever it is spread, so
 * a document that unfolds to 2^30 fields costs no more than its text is long. Recursion is bounded by the nesting that
 * {@link DocumentText} let pass and by the depth of spreads.
 */
final class DocumentLimits {

    /** Counts stop growing here; far above any limit, far below an overflow. */
    private static final long MANY = 1_000_000_000L;

    private final GraphQlSettings settings;
    private final GraphQlSettings.Document limits;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Size> measured = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int aliases;
    private int directives;

    /**
     * What a selection unfolds to.
     *
     * @param fields in all
     * @param here fields on this very level: the root fields, where it is an operation's
     * @param depth of fields
     * @param introspectionDepth of fields below {@code __schema} and {@code __type}
     * @param spreads how many fragments lie in one another
     * @param introspects whether the schema is asked for
     */
    private record Size(long fields, long here, int depth, int introspectionDepth, int spreads, boolean introspects) {

        static final Size NONE = new Size(0, 0, 0, 0, 0, false);

        Size and(Size other) {
            return new Size(
                    Math.min(fields + other.fields, MANY),
                    Math.min(here + other.here, MANY),
                    Math.max(depth, other.depth),
                    Math.max(introspectionDepth, other.introspectionDepth),
                    Math.max(spreads, other.spreads),
                    introspects || other.introspects);
        }

        Size below(String field) {
            int deepest = Math.max(depth, introspectionDepth) + 1;
            boolean schema = field.equals("__schema") || field.equals("__type");
            return schema
                    ? new Size(fields + 1, 1, 0, deepest, spreads, true)
                    : new Size(fields + 1, 1, depth + 1, introspectionDepth, spreads, introspects);
        }

        Size spread() {
            return new Size(fields, here, depth, introspectionDepth, spreads + 1, introspects);
        }
    }

    private DocumentLimits(GraphQlSettings settings) {
        this.settings = settings;
        this.limits = settings.document();
    }

    /** @throws RequestRefusedException where the document is beyond a limit, or its fragments form a cycle */
    static void check(Document document, GraphQlSettings settings) {
        new DocumentLimits(settings).check(document);
    }

    private void check(Document document) {
        int operations = 0;
        int definitions = 0;
        for (Definition<?> definition : document.getDefinitions()) {
            if (definition instanceof FragmentDefinition fragment) {
                definitions++;
                fragments.put(fragment.getName(), fragment);
            } else if (definition instanceof OperationDefinition operation) {
                operations++;
                int variables = operation.getVariableDefinitions().size();
                require("variables", limits.variables(), variables);
            }
        }
        require("fragments", limits.fragments(), definitions);
        require("operations", limits.operations(), operations);
        for (Definition<?> definition : document.getDefinitions()) {
            switch (definition) {
                case FragmentDefinition fragment -> count(fragment, fragment.getSelectionSet());
                case OperationDefinition operation -> {
                    operation.getVariableDefinitions().forEach(this::countDirectives);
                    count(operation, operation.getSelectionSet());
                }
                default -> {}
            }
        }
        require("aliases", limits.aliases(), aliases);
        require("directives", limits.directives(), directives);
        InputLists.check(document, limits);
        fragments.keySet().forEach(this::measure);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            check(operation);
        }
    }

    private void check(OperationDefinition operation) {
        Size size = measure(operation.getSelectionSet());
        boolean mutation = operation.getOperation() == OperationDefinition.Operation.MUTATION;
        require("rootFields", mutation ? limits.mutationFields() : limits.rootFields(), size.here());
        require("depth", limits.depth(), size.depth());
        require("introspectionDepth", limits.introspectionDepth(), size.introspectionDepth());
        require("fields", limits.fields(), size.fields());
        if (size.introspects() && !settings.introspection()) {
            throw new RequestRefusedException(Refusal.VALIDATION_FAILED, "This server does not tell its schema");
        }
    }

    private static void require(String limit, long max, long actual) {
        if (actual > max) {
            throw RequestRefusedException.limit(limit, max, actual);
        }
    }

    private void count(DirectivesContainer<?> node, @Nullable SelectionSet selections) {
        countDirectives(node);
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            switch (selection) {
                case Field field -> {
                    aliases += field.getAlias() == null ? 0 : 1;
                    count(field, field.getSelectionSet());
                }
                case InlineFragment inline -> count(inline, inline.getSelectionSet());
                case FragmentSpread spread -> countDirectives(spread);
                default -> {}
            }
        }
    }

    private void countDirectives(VariableDefinition variable) {
        directives += variable.getDirectives().size();
    }

    private void countDirectives(DirectivesContainer<?> node) {
        directives += node.getDirectives().size();
    }

    private Size measure(@Nullable SelectionSet selections) {
        if (selections == null) {
            return Size.NONE;
        }
        Size size = Size.NONE;
        for (Selection<?> selection : selections.getSelections()) {
            size = size.and(
                    switch (selection) {
                        case Field field -> measure(field.getSelectionSet()).below(field.getName());
                        // An inline fragment counts as a field: a thousand empty ones are as much work.
                        case InlineFragment inline ->
                            measure(inline.getSelectionSet()).and(new Size(1, 0, 0, 0, 0, false));
                        case FragmentSpread spread -> measure(spread.getName());
                        default -> Size.NONE;
                    });
        }
        return size;
    }

    private Size measure(String name) {
        FragmentDefinition fragment = fragments.get(name);
        if (fragment == null) {
            return Size.NONE;
        }
        Size known = measured.get(name);
        if (known != null) {
            return known;
        }
        if (!open.add(name)) {
            throw new RequestRefusedException(Refusal.VALIDATION_FAILED, "A fragment spreads itself");
        }
        require("spreadDepth", limits.spreadDepth(), open.size());
        Size size = measure(fragment.getSelectionSet()).spread();
        open.remove(name);
        require("spreadDepth", limits.spreadDepth(), size.spreads());
        measured.put(name, size);
        return size;
    }
}
