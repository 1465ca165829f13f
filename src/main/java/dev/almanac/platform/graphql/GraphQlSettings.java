package dev.almanac.platform.graphql;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How GraphQL is served ({@code almanac.graphql.*}).
 *
 * @param path where
 * @param introspection whether the schema may be asked for; where not, no message confirms a name of it either
 * @param errors the most errors in one answer
 * @param partialSuccessStatus the status of an answer with both data and errors: 294, Partial Success, is what GraphQL
 *     over HTTP recommends; 200 for intermediaries that cannot bear it
 * @param documentCacheCharacters the characters of all documents that are kept parsed and validated
 * @param body limits of a request's body
 * @param document limits of a document
 */
@ConfigurationProperties("almanac.graphql")
public record GraphQlSettings(
        @DefaultValue("/graphql") String path,
        @DefaultValue("true") boolean introspection,
        @DefaultValue("10") int errors,
        @DefaultValue("294") int partialSuccessStatus,
        @DefaultValue("4000000") long documentCacheCharacters,
        @DefaultValue Body body,
        @DefaultValue Document document) {

    /**
     * Limits of a request's body.
     *
     * @param size the largest body of an ordinary request
     * @param importSize the largest body of a request whose root fields are all among {@code importFields}
     * @param importFields root fields of mutations that take whole files
     * @param concurrentImports how many bodies above {@code size} are read at the same time; more are {@code OVERLOADED}
     * @param depth how deep the JSON nests
     * @param tokens how many tokens the JSON has
     * @param key characters of a member's name
     * @param digits digits of a number
     */
    public record Body(
            @DefaultValue("256KB") DataSize size,
            @DefaultValue("12MB") DataSize importSize,
            @DefaultValue("importICalendar") Set<String> importFields,
            @DefaultValue("4") int concurrentImports,
            @DefaultValue("64") int depth,
            @DefaultValue("20000") int tokens,
            @DefaultValue("256") int key,
            @DefaultValue("20") int digits) {}

    /**
     * The first five hold for the text, before it is parsed; the others for the parsed document, before it is validated.
     *
     * @param characters of the whole text
     * @param tokens names, numbers, strings and punctuators
     * @param digits of a number, its fraction and exponent included
     * @param stringCharacters of a string literal
     * @param nesting of braces, brackets and parentheses
     * @param fragments named fragments
     * @param spreadDepth how many fragments lie in one another
     * @param operations in one document
     * @param aliases in one document
     * @param directives in one document
     * @param variables of one operation
     * @param rootFields of a query, through its fragments
     * @param mutationFields root fields of a mutation, through its fragments
     * @param depth of fields, through fragments
     * @param introspectionDepth the same below {@code __schema} and {@code __type}; GraphiQL's query is 15 deep
     * @param fields of an operation, through fragments
     */
    public record Document(
            @DefaultValue("65536") int characters,
            @DefaultValue("4000") int tokens,
            @DefaultValue("20") int digits,
            @DefaultValue("16384") int stringCharacters,
            @DefaultValue("60") int nesting,
            @DefaultValue("50") int fragments,
            @DefaultValue("10") int spreadDepth,
            @DefaultValue("10") int operations,
            @DefaultValue("50") int aliases,
            @DefaultValue("50") int directives,
            @DefaultValue("50") int variables,
            @DefaultValue("20") int rootFields,
            @DefaultValue("5") int mutationFields,
            @DefaultValue("12") int depth,
            @DefaultValue("20") int introspectionDepth,
            @DefaultValue("2000") int fields) {}
}
