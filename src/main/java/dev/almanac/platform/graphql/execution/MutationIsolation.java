package dev.almanac.platform.graphql.execution;

import dev.almanac.platform.graphql.RequestMemo;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.language.OperationDefinition;
import org.dataloader.DataLoader;
import org.springframework.stereotype.Component;

/**
 * Forgets, in a mutation, what was looked up before each change: after the fetcher of a root field, so that what it
 * selects is read anew, and after the whole of the field, so that the next one is. Batch loaders otherwise keep a row for
 * as long as the operation runs.
 */
@Component
class MutationIsolation extends SimplePerformantInstrumentation {

    @Override
    public InstrumentationContext<Object> beginFieldFetch(
            InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        return parameters.getEnvironment().getExecutionStepInfo().getPath().getLevel() == 1
                ? forgetting(parameters.getExecutionContext())
                : SimpleInstrumentationContext.noOp();
    }

    @Override
    public InstrumentationContext<Object> beginFieldExecution(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        return parameters.getExecutionStepInfo().getPath().getLevel() == 1
                ? forgetting(parameters.getExecutionContext())
                : SimpleInstrumentationContext.noOp();
    }

    private static InstrumentationContext<Object> forgetting(ExecutionContext execution) {
        if (execution.getOperationDefinition().getOperation() != OperationDefinition.Operation.MUTATION) {
            return SimpleInstrumentationContext.noOp();
        }
        return SimpleInstrumentationContext.whenCompleted((value, error) -> forget(execution));
    }

    private static void forget(ExecutionContext execution) {
        execution.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
        RequestMemo memo = execution.getGraphQLContext().get(RequestMemo.NAME);
        if (memo != null) {
            memo.clear();
        }
    }
}
