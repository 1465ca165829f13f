package dev.almanac.platform.graphql.node;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.ClassNameTypeResolver;

/**
 * Tells the object type of a value where the schema has an interface: a class is named after its type, with {@code Node} behind the
 * name where the feature has another class of it.
 */
@Configuration(proxyBeanMethods = false)
class NodeTypes {

    private static final String SUFFIX = "Node";

    @Bean
    GraphQlSourceBuilderCustomizer typesByClassName() {
        var resolver = new ClassNameTypeResolver();
        resolver.setClassNameExtractor(NodeTypes::typeName);
        return builder -> builder.defaultTypeResolver(resolver);
    }

    static String typeName(Class<?> type) {
        var name = type.getSimpleName();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
