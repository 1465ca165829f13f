package dev.almanac.server;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.execution.SchemaReport;
import org.springframework.util.ClassUtils;

/** Keeps what Spring for GraphQL finds where it compares the schema with the code behind it. */
@TestConfiguration(proxyBeanMethods = false)
public class SchemaInspection {

    /** Holds the report once the schema is made. */
    public static final class Inspected extends AtomicReference<SchemaReport> {}

    // An interface's types are looked for beside its own class; these are found through lists of a generic type alone,
    // and are package-private.
    private static final Map<String, String> HIDDEN = Map.of(
            "BusyBlock", "dev.almanac.event.graphql.BusyBlock",
            "Gone", "dev.almanac.event.graphql.Gone");

    private static Class<?> forName(String name) {
        return ClassUtils.resolveClassName(name, SchemaInspection.class.getClassLoader());
    }

    @Bean
    static Inspected inspected() {
        return new Inspected();
    }

    @Bean
    static GraphQlSourceBuilderCustomizer inspectSchema(Inspected inspected) {
        return builder -> builder.inspectSchemaMappings(
                inspector -> HIDDEN.forEach((type, name) -> inspector.classMapping(type, forName(name))),
                inspected::set);
    }
}
