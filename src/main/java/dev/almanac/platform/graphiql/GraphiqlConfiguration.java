package dev.almanac.platform.graphiql;

import dev.almanac.platform.graphiql.GraphiqlFiles.File;
import dev.almanac.platform.security.OpenPath;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** GraphiQL at {@code /}, where {@code almanac.graphiql.enabled} is true. Without it these paths are like any other. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("almanac.graphiql.enabled")
class GraphiqlConfiguration {

    /**
     * The tightest with which GraphiQL runs: its styles hold fonts and pictures as data, and the one inline style that it
     * writes, which stops the page behind a dialog from scrolling, is named by its hash.
     */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'sha256-Y/huXlwoYkVyQlxwSVcCi1RCDGDCSVBzDt0hYP9qlTc='; "
            + "connect-src 'self'; img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    @Bean
    OpenPath graphiqlPage() {
        return OpenPath.get(GraphiqlFiles.PAGE);
    }

    @Bean
    OpenPath graphiqlFiles() {
        return OpenPath.get("/graphiql/**");
    }

    @Bean
    OpenPath graphiqlIcon() {
        return OpenPath.get("/favicon.ico");
    }

    @Bean
    RouterFunction<ServerResponse> graphiqlRoutes() {
        GraphiqlFiles files = new GraphiqlFiles();
        return RouterFunctions.route()
                .GET("/graphiql", request -> toPage())
                .GET("/graphiql/", request -> toPage())
                .GET(GraphiqlFiles.PAGE, request -> serve(files, request))
                .GET("/favicon.ico", request -> serve(files, request))
                .GET("/graphiql/**", request -> serve(files, request))
                .build();
    }

    private static Mono<ServerResponse> toPage() {
        return ServerResponse.permanentRedirect(URI.create(GraphiqlFiles.PAGE)).build();
    }

    private static Mono<ServerResponse> serve(GraphiqlFiles files, ServerRequest request) {
        File file = files.at(request.path());
        if (file == null) {
            return ServerResponse.notFound().build();
        }
        return ServerResponse.ok()
                .contentType(file.type())
                .cacheControl(file.ofLibrary() ? CacheControl.maxAge(Duration.ofHours(1)) : CacheControl.noCache())
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .bodyValue(file.content());
    }
}
