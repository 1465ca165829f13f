package dev.almanac.platform.graphql.http;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A name for an operation out of the schema's own names, of which there are few: callers choose the names of operations
 * freely, and as many as they like.
 */
final class RootFields {

    /** Stands for an operation with more than one root field. */
    static final String SEVERAL = "several";

    private RootFields() {}

    /**
     * The root field that is selected. One without arguments only leads on ({@code viewer}): where a single field is
     * selected below it, that one is named too, as {@code viewer.agenda}.
     *
     * @param document found valid, so its fragments are there and lie in no circle
     */
    static String of(Document document, SelectionSet root) {
        Map<String, Field> fields = new LinkedHashMap<>();
        collect(document, root, fields);
        if (fields.size() != 1) {
            return SEVERAL;
        }
        Field field = fields.values().iterator().next();
        if (!field.getArguments().isEmpty() || field.getSelectionSet() == null) {
            return field.getName();
        }
        Map<String, Field> below = new LinkedHashMap<>();
        collect(document, field.getSelectionSet(), below);
        return below.size() == 1
                ? field.getName() + "." + below.keySet().iterator().next()
                : field.getName();
    }

    private static void collect(Document document, SelectionSet selected, Map<String, Field> fields) {
        for (Selection<?> selection : selected.getSelections()) {
            switch (selection) {
                case Field field -> fields.put(field.getName(), field);
                case InlineFragment fragment -> collect(document, fragment.getSelectionSet(), fields);
                case FragmentSpread spread ->
                    document.getDefinitionsOfType(FragmentDefinition.class).stream()
                            .filter(fragment -> fragment.getName().equals(spread.getName()))
                            .forEach(fragment -> collect(document, fragment.getSelectionSet(), fields));
                default -> throw new IllegalArgumentException("No selection: " + selection.getClass());
            }
        }
    }
}
