package dev.almanac.schema;

import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents that others lean on, each one operation. */
final class Documents {

    private static final Path GRAPHIQL = Path.of("src/main/resources/graphiql/examples");
    private static final Path DOCS = Path.of("src/docs/examples");
    private static final Set<String> RELEASED_PARTS = Set.of("reading", "writing", "iCalendar out");

    private Documents() {}

    /**
     * An operation as a client sends it.
     *
     * @param where whose it is
     * @param operation its name in the document
     */
    record Document(String where, String operation, String text) {

        @Override
        public String toString() {
            return where + ": " + operation;
        }
    }

    /** What GraphiQL offers, and what the documentation shows. */
    static List<Document> examples() {
        List<Document> all = new ArrayList<>(folder("GraphiQL", GRAPHIQL));
        all.addAll(folder("Documentation", DOCS));
        return all;
    }

    /** The released parts of the clients' documents; empty where the environment names no folder of them. */
    static List<Document> ofClients() {
        var folder = acceptance();
        if (folder == null) {
            return List.of();
        }
        List<Document> all = new ArrayList<>();
        for (var part : read(folder.resolve("operations.graphql")).split("(?m)^(?=# ── )", -1)) {
            if (RELEASED_PARTS.stream().anyMatch(name -> part.startsWith("# ── " + name))) {
                all.addAll(operations("Clients", part));
            }
        }
        return all;
    }

    static @Nullable Path acceptance() {
        var folder = System.getenv("ALMANAC_ACCEPTANCE");
        return folder == null || folder.isBlank() ? null : Path.of(folder);
    }

    private static List<Document> folder(String where, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .flatMap(file -> operations(where, read(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Document> operations(String where, String text) {
        var lines = text.lines().toList();
        var operations = Parser.parse(text).getDefinitionsOfType(OperationDefinition.class);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            int from = line(operations.get(i));
            int to = i + 1 < operations.size() ? line(operations.get(i + 1)) : lines.size();
            documents.add(new Document(
                    where,
                    Objects.requireNonNull(operations.get(i).getName()),
                    String.join("\n", lines.subList(from, to))));
        }
        return documents;
    }

    private static int line(OperationDefinition operation) {
        return Objects.requireNonNull(operation.getSourceLocation()).getLine() - 1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
