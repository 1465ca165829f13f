package dev.almanac.platform.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ErrorTextTests {

    private static GraphQLError error(String message, ErrorType type) {
        return GraphqlErrorBuilder.newError()
                .message("%s", message)
                .errorType(type)
                .build();
    }

    @Tag("C12")
    @Test
    void withoutIntrospectionNoNameIsConfirmed() {
        GraphQLError error = error("Field 'secret' in type 'Query' is undefined", ErrorType.ValidationError);
        assertThat(ErrorText.of(error, false)).isEqualTo("The request does not fit the schema");
        assertThat(ErrorText.of(error, true)).contains("'secret'");
    }

    @Tag("C4")
    @Test
    void whatTheEngineSaysOfItsClassesIsLeftOut() {
        GraphQLError error = error(
                "Variable 'n' has an invalid value: Expected a value that can be converted to type 'Int' but it was a"
                        + " 'LinkedHashMap'",
                ErrorType.ValidationError);
        assertThat(ErrorText.of(error, true)).isEqualTo("Variable 'n' has an invalid value: not a value of type 'Int'");
    }

    @Test
    void aSyntaxErrorTellsThePlace() {
        GraphQLError error =
                error("Invalid syntax with offending token '<EOF>' at line 3 column 14", ErrorType.InvalidSyntax);
        assertThat(ErrorText.of(error, false)).isEqualTo("Invalid syntax at line 3 column 14");
    }
}
