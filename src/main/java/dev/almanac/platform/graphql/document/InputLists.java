package dev.almanac.platform.graphql.document;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many items a list has that comes in, as a literal or in a variable. Most lists are short; those of a few names have a larger
 * limit, and below it one that their feature publishes and explains.
 */
final class InputLists {

    private static final String LIMIT = "listItems";

    private final GraphQlSettings.Document limits;

    private InputLists(GraphQlSettings.Document limits) {
        this.limits = limits;
    }

    /** @throws RequestRefusedException where a list in the document's text is too long */
    static void check(Document document, GraphQlSettings.Document limits) {
        InputLists lists = new InputLists(limits);
        Deque<Node<?>> open = new ArrayDeque<>();
        open.push(document);
        while (!open.isEmpty()) {
            Node<?> node = open.pop();
            switch (node) {
                case Argument argument -> lists.literal(argument.getName(), argument.getValue());
                case VariableDefinition variable -> lists.literal(variable.getName(), variable.getDefaultValue());
                default -> {
                    for (Node<?> child : node.getChildren()) {
                        open.push(child);
                    }
                }
            }
        }
    }

    /** @throws RequestRefusedException where a list in a variable is too long */
    static void check(Map<String, ?> variables, Document document, GraphQlSettings.Document limits) {
        InputLists lists = new InputLists(limits);
        variables.forEach((name, value) -> {
            if (value instanceof List<?> items && items.size() > limits.listItems() && lists.isLongAt(name, document)) {
                lists.require(limits.longListItems(), items.size());
                items.forEach(item -> lists.value(name, item, limits.longListItems()));
            } else {
                lists.value(name, value, limits.listItems());
            }
        });
    }

    private int most(String name) {
        return limits.longLists().contains(name) ? limits.longListItems() : limits.listItems();
    }

    private void literal(String name, @Nullable Value<?> value) {
        switch (value) {
            case ArrayValue list -> {
                require(most(name), list.getValues().size());
                list.getValues().forEach(item -> literal(name, item));
            }
            case ObjectValue object ->
                object.getObjectFields().forEach(field -> literal(field.getName(), field.getValue()));
            case null, default -> {}
        }
    }

    private void value(String name, @Nullable Object value, int most) {
        switch (value) {
            case List<?> list -> {
                require(most, list.size());
                list.forEach(item -> value(name, item, most));
            }
            case Map<?, ?> object ->
                object.forEach((key, member) -> value(key.toString(), member, most(key.toString())));
            case null, default -> {}
        }
    }

    /** Whether a variable is used only where long lists may stand; its own name says nothing of that. */
    private boolean isLongAt(String variable, Document document) {
        boolean used = false;
        Deque<Node<?>> open = new ArrayDeque<>();
        open.push(document);
        while (!open.isEmpty()) {
            Node<?> node = open.pop();
            String name = switch (node) {
                case Argument argument when isOf(variable, argument.getValue()) -> argument.getName();
                case ObjectField field when isOf(variable, field.getValue()) -> field.getName();
                default -> null;
            };
            if (name != null) {
                used = true;
                if (!limits.longLists().contains(name)) {
                    return false;
                }
            }
            for (Node<?> child : node.getChildren()) {
                open.push(child);
            }
        }
        return used;
    }

    private static boolean isOf(String variable, @Nullable Value<?> value) {
        return value instanceof VariableReference reference
                && reference.getName().equals(variable);
    }

    private void require(int max, int actual) {
        if (actual > max) {
            throw RequestRefusedException.limit(LIMIT, max, actual);
        }
    }
}
