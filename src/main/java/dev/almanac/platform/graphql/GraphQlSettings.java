package dev.almanac.platform.graphql;

import dev.almanac.platform.Between;
import dev.almanac.platform.StartRefusedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How GraphQL is served ({@code almanac.graphql.*}).
 *
 * @param path where GraphQL is served
 * @param introspection whether the schema may be asked for; where not, no message confirms a name of it either
 * @param errors the most errors in one answer
 * @param partialSuccessStatus the status of an answer with both data and errors: 294, Partial Success, is what GraphQL
 *     over HTTP recommends; 200 for intermediaries that cannot bear it
 * @param documentCacheCharacters the characters of all documents that are kept parsed and validated
 * @param body limits of a request's body
 * @param document limits of a document
 */
@ConfigurationProperties("almanac.graphql")
@Validated
public record GraphQlSettings(
        @DefaultValue("/graphql")
        @Pattern(regexp = "/[A-Za-z0-9/_-]+", message = "a path that begins with / and has letters, digits, / - and _") String path,

        @DefaultValue("true") boolean introspection,

        @DefaultValue("10") @Between(least = "1", most = "1000")
        int errors,

        @DefaultValue("294") @Between(least = "200", most = "299")
        int partialSuccessStatus,

        @DefaultValue("4000000") @Between(least = "0", most = "1000000000")
        long documentCacheCharacters,

        @DefaultValue @Valid Body body,
        @DefaultValue @Valid Document document) {

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
            @DefaultValue("256KB") @Between(least = "1KB", most = "16MB")
            DataSize size,

            @DefaultValue("12MB") @Between(least = "1KB", most = "256MB")
            DataSize importSize,

            @DefaultValue("importICalendar") Set<String> importFields,

            @DefaultValue("4") @Between(least = "1", most = "1000")
            int concurrentImports,

            @DefaultValue("64") @Between(least = "1", most = "1000")
            int depth,

            @DefaultValue("20000") @Between(least = "100", most = "1000000")
            int tokens,

            @DefaultValue("256") @Between(least = "1", most = "100000")
            int key,

            @DefaultValue("20") @Between(least = "1", most = "1000")
            int digits) {

        public Body {
            if (importSize.compareTo(size) < 0) {
                throw new StartRefusedException(
                        "almanac.graphql.body.import-size must be no smaller than almanac.graphql.body.size.");
            }
        }
    }

    /**
     * The first five hold for the text, before it is parsed; the others for the parsed document, before it is validated.
     *
     * @param characters characters of the whole text
     * @param tokens names, numbers, strings and punctuators
     * @param digits digits of a number, its fraction and exponent included
     * @param stringCharacters characters of a string literal
     * @param nesting how deep braces, brackets and parentheses nest
     * @param fragments named fragments
     * @param spreadDepth how many fragments lie in one another
     * @param operations operations in one document
     * @param aliases aliases in one document
     * @param directives directives in one document
     * @param variables variables of one operation
     * @param rootFields root fields of a query, through its fragments
     * @param mutationFields root fields of a mutation, through its fragments
     * @param depth how deep fields lie, through fragments
     * @param introspectionDepth the same below {@code __schema} and {@code __type}; GraphiQL's query is 15 deep
     * @param fields fields of an operation, through fragments
     * @param listItems items of a list that comes in, as a literal or in a variable
     * @param longLists arguments and input fields whose lists have a limit of their own, which their feature holds
     * @param longListItems items of such a list, whatever its feature allows
     */
    public record Document(
            @DefaultValue("65536") @Between(least = "1000", most = "10000000")
            int characters,

            @DefaultValue("4000") @Between(least = "100", most = "1000000")
            int tokens,

            @DefaultValue("20") @Between(least = "1", most = "1000")
            int digits,

            @DefaultValue("16384") @Between(least = "1", most = "10000000")
            int stringCharacters,

            @DefaultValue("60") @Between(least = "1", most = "1000")
            int nesting,

            @DefaultValue("50") @Between(least = "0", most = "10000")
            int fragments,

            @DefaultValue("10") @Between(least = "0", most = "1000")
            int spreadDepth,

            @DefaultValue("10") @Between(least = "1", most = "1000")
            int operations,

            @DefaultValue("50") @Between(least = "0", most = "100000")
            int aliases,

            @DefaultValue("50") @Between(least = "0", most = "100000")
            int directives,

            @DefaultValue("50") @Between(least = "0", most = "10000")
            int variables,

            @DefaultValue("20") @Between(least = "1", most = "1000")
            int rootFields,

            @DefaultValue("5") @Between(least = "1", most = "1000")
            int mutationFields,

            @DefaultValue("12") @Between(least = "1", most = "1000")
            int depth,

            @DefaultValue("20") @Between(least = "1", most = "100")
            int introspectionDepth,

            @DefaultValue("2000") @Between(least = "1", most = "1000000")
            int fields,

            @DefaultValue("200") @Between(least = "1", most = "100000")
            int listItems,

            @DefaultValue({"attendees", "calendars", "exdates", "rdates"})
            Set<String> longLists,

            @DefaultValue("2500") @Between(least = "1", most = "100000")
            int longListItems) {}
}
