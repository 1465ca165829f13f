package dev.almanac.threat;

import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where in the schema values come in. */
final class SchemaPositions {

    /**
     * One of them.
     *
     * @param field type and name of the field, such as {@code Query.node}
     * @param path the argument, then the fields of inputs
     * @param type as the schema writes it
     */
    record Position(String field, List<String> path, GraphQLInputType type) {

        String name() {
            return field + ":" + String.join(".", path);
        }

        String typeName() {
            return ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type)).getName();
        }

        boolean isList() {
            return GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLList;
        }
    }

    private SchemaPositions() {}

    /** All of them by name, those of introspection left out. */
    static Map<String, Position> of(GraphQLSchema schema) {
        var found = new TreeMap<String, Position>();
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
                for (var field : object.getFieldDefinitions()) {
                    for (var argument : field.getArguments()) {
                        add(
                                found,
                                object.getName() + "." + field.getName(),
                                List.of(argument.getName()),
                                argument.getType());
                    }
                }
            }
        }
        return found;
    }

    private static void add(Map<String, Position> found, String field, List<String> path, GraphQLInputType type) {
        var position = new Position(field, path, type);
        found.put(position.name(), position);
        GraphQLType inner = GraphQLTypeUtil.unwrapAll(type);
        if (inner instanceof GraphQLInputObjectType input) {
            for (var member : input.getFieldDefinitions()) {
                var longer = new ArrayList<>(path);
                longer.add(member.getName());
                add(found, field, longer, member.getType());
            }
        }
    }
}
