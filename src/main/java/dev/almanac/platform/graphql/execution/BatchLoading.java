package dev.almanac.platform.graphql.execution;

import dev.almanac.platform.request.RequestTally;
import graphql.GraphQLContext;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderOptions;
import org.dataloader.instrumentation.DataLoaderInstrumentation;
import org.dataloader.instrumentation.DataLoaderInstrumentationContext;
import org.dataloader.instrumentation.DataLoaderInstrumentationHelper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;

/** Measures batches, once each and not for every key: how many keys a loader is asked for together. */
@Configuration(proxyBeanMethods = false)
class BatchLoading {

    @Bean
    BatchLoaderRegistry batchLoaderRegistry(MeterRegistry meters) {
        DataLoaderOptions options = DataLoaderOptions.newOptions()
                .setInstrumentation(new BatchSizes(meters))
                .build();
        return new DefaultBatchLoaderRegistry(() -> options);
    }

    private static final class BatchSizes implements DataLoaderInstrumentation {

        private final MeterRegistry meters;
        private final Map<String, DistributionSummary> sizes = new ConcurrentHashMap<>();

        private BatchSizes(MeterRegistry meters) {
            this.meters = meters;
        }

        @Override
        public DataLoaderInstrumentationContext<List<?>> beginBatchLoader(
                DataLoader<?, ?> loader, List<?> keys, BatchLoaderEnvironment environment) {
            String name = loader.getName() == null ? "unnamed" : loader.getName();
            sizes.computeIfAbsent(name, this::summary).record(keys.size());
            if (environment.getContext() instanceof GraphQLContext context
                    && context.get(RequestTally.class) instanceof RequestTally tally) {
                tally.batch();
            }
            return DataLoaderInstrumentationHelper.noOpCtx();
        }

        private DistributionSummary summary(String loader) {
            return DistributionSummary.builder("almanac.graphql.batch.keys")
                    .description("Keys in one batch of a data loader")
                    .tag("loader", loader)
                    .serviceLevelObjectives(1, 10, 50, 200, 1_000)
                    .register(meters);
        }
    }
}
