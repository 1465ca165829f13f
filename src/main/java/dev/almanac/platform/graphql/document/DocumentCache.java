package dev.almanac.platform.graphql.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.RefusalError;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/**
 * Keeps documents that were found good, parsed, under their whole text. Parsing and validating is a fifth of a small
 * request. Refused documents are not kept, so that nobody can fill the cache with them; the bound is in characters.
 *
 * <p>Limits are held on the way in: those of the text before the parser, those of the structure between parser and
 * validator, where the engine calls {@link #beginValidation}.
 */
@Component
@EnableConfigurationProperties(GraphQlSettings.class)
class DocumentCache extends SimplePerformantInstrumentation
        implements PreparsedDocumentProvider, GraphQlSourceBuilderCustomizer {

    /** What an entry weighs beside its text, so that a million tiny documents do not fit either. */
    private static final int OVERHEAD = 512;

    private final GraphQlSettings settings;
    private final Cache<String, PreparsedDocumentEntry> documents;

    DocumentCache(GraphQlSettings settings) {
        this.settings = settings;
        this.documents = Caffeine.newBuilder()
                .maximumWeight(settings.documentCacheCharacters())
                .weigher((String text, PreparsedDocumentEntry entry) -> text.length() + OVERHEAD)
                .build();
    }

    @Override
    public void customize(GraphQlSource.SchemaResourceBuilder builder) {
        builder.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(this));
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        PreparsedDocumentEntry entry;
        try {
            entry = documents.getIfPresent(input.getQuery());
            if (entry == null) {
                DocumentText.check(input.getQuery(), settings.document());
                entry = parseAndValidate.apply(input);
                if (!entry.hasErrors()) {
                    documents.put(input.getQuery(), entry);
                }
            }
            guard(entry, input);
        } catch (RequestRefusedException refusal) {
            entry = new PreparsedDocumentEntry(RefusalError.of(refusal));
        }
        return CompletableFuture.completedFuture(entry);
    }

    private void guard(PreparsedDocumentEntry entry, ExecutionInput input) {
        Document document = entry.getDocument();
        if (document == null || entry.hasErrors()) {
            return;
        }
        InputLists.check(input.getRawVariables().toMap(), document, settings.document());
        DocumentGuard guard = input.getGraphQLContext().get(DocumentGuard.KEY);
        if (guard == null) {
            return;
        }
        OperationDefinition operation = DocumentGuard.chosen(document, input.getOperationName());
        if (operation != null) {
            guard.check(document, operation);
        }
    }

    @Override
    public InstrumentationContext<List<ValidationError>> beginValidation(
            InstrumentationValidationParameters parameters, InstrumentationState state) {
        DocumentLimits.check(parameters.getDocument(), settings);
        return SimpleInstrumentationContext.noOp();
    }

    long size() {
        documents.cleanUp();
        return documents.estimatedSize();
    }
}
