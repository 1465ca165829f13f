package dev.almanac.platform.graphiql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/** The files that may be had, by the path they have on this server; every other path has none. */
class GraphiqlFiles {

    static final String PAGE = "/";

    private static final String OURS = "graphiql/";
    private static final String LIBRARIES = "META-INF/resources/graphql-ui/";
    private static final MediaType SCRIPT = utf8("text", "javascript");
    private static final MediaType STYLE = utf8("text", "css");
    private static final MediaType ICON = new MediaType("image", "svg+xml");

    private final Map<String, File> files = new LinkedHashMap<>();

    /** A file that is there; {@code ofLibrary}: it changes only with the dependency. */
    record File(Resource content, MediaType type, boolean ofLibrary) {}

    GraphiqlFiles() {
        ours(PAGE, "index.html", utf8("text", "html"));
        ours("/favicon.ico", "favicon.svg", ICON);
        ours("/graphiql/page.js", "page.js", SCRIPT);
        ours("/graphiql/page.css", "page.css", STYLE);
        library("react.production.min.js", SCRIPT);
        library("react-dom.production.min.js", SCRIPT);
        library("graphiql.min.js", SCRIPT);
        library("graphiql.min.css", STYLE);
        for (String example : examples()) {
            ours("/graphiql/examples/" + example, "examples/" + example, utf8("application", "graphql"));
        }
    }

    @Nullable File at(String path) {
        return files.get(path);
    }

    private void ours(String path, String name, MediaType type) {
        add(path, new File(new ClassPathResource(OURS + name), type, false));
    }

    private void library(String name, MediaType type) {
        add("/graphiql/assets/" + name, new File(new ClassPathResource(LIBRARIES + name), type, true));
    }

    private void add(String path, File file) {
        if (!file.content().exists()) {
            throw new IllegalStateException("missing on the class path: " + file.content());
        }
        files.put(path, file);
    }

    private static Iterable<String> examples() {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver().getResources("classpath:" + OURS + "examples/*.graphql");
            return Arrays.stream(found)
                    .map(Resource::getFilename)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static MediaType utf8(String type, String subtype) {
        return new MediaType(type, subtype, StandardCharsets.UTF_8);
    }
}
