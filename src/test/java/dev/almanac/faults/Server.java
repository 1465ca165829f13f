package dev.almanac.faults;

import dev.almanac.AlmanacApplication;
import io.r2dbc.pool.ConnectionPool;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The server as it is delivered, in this JVM. */
final class Server implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Server start(Path folder, List<String> arguments, Class<?>... additions) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=0");
        List<Class<?>> own = new ArrayList<>(List.of(additions));
        own.add(OwnEventLoops.class);
        return new Server(run(folder, all, own.toArray(Class<?>[]::new)));
    }

    /** @param arguments with the port */
    static ConfigurableApplicationContext run(Path folder, List<String> arguments, Class<?>... additions) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.main.banner-mode=off",
                "--almanac.local.directory=" + folder,
                "--almanac.local.sample-data=false"));
        all.addAll(arguments);
        ApplicationContextInitializer<ConfigurableApplicationContext> withoutTests =
                context -> context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
        return new SpringApplicationBuilder(AlmanacApplication.class)
                .sources(additions)
                .initializers(withoutTests)
                .run(all.toArray(String[]::new));
    }

    /** What other tests add to a server is on the same class path. */
    private static final class WithoutTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) {
            return type.getAnnotationMetadata().isAnnotated(TestComponent.class.getName());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Connections that somebody has. */
    int acquired() {
        return context.getBeansOfType(ConnectionPool.class).values().stream()
                .mapToInt(pool -> pool.getMetrics().orElseThrow().acquiredSize())
                .sum();
    }

    int pending() {
        return context.getBeansOfType(ConnectionPool.class).values().stream()
                .mapToInt(pool -> pool.getMetrics().orElseThrow().pendingAcquireSize())
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
