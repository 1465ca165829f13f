package dev.almanac.platform.postgres.monitoring;

import dev.almanac.platform.postgres.DatabaseListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseMonitoring {

    /** It asks on the connections of background work: that requests wait for theirs does not mean that the database is gone. */
    @Bean
    DatabaseHealth databaseHealthIndicator(@Qualifier("jobConnections") ConnectionFactory connections) {
        return new DatabaseHealth(connections);
    }

    @Bean
    DatabaseListener databaseMeters(MeterRegistry meters) {
        return new DatabaseMeters(meters);
    }

    @Bean
    MeterBinder poolGauges(
            @Qualifier("requestConnections") ConnectionFactory requests,
            @Qualifier("jobConnections") ConnectionFactory jobs) {
        return new PoolGauges(Map.of("requests", metrics(requests), "jobs", metrics(jobs)));
    }

    /** Of the pool that this is or wraps. */
    private static PoolMetrics metrics(Object connections) {
        Object found = connections;
        while (!(found instanceof ConnectionPool) && found instanceof Wrapped<?> wrapped) {
            found = wrapped.unwrap();
        }
        if (found instanceof ConnectionPool pool) {
            return pool.getMetrics().orElseThrow();
        }
        throw new IllegalArgumentException("Connections without a pool: " + found);
    }
}
