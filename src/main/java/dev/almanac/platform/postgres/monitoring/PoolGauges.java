package dev.almanac.platform.postgres.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.r2dbc.pool.PoolMetrics;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How busy pools of connections are, read when somebody asks.
 *
 * @param pools by the names that tell them apart in the metrics
 */
record PoolGauges(Map<String, PoolMetrics> pools) implements MeterBinder {

    PoolGauges {
        pools = Map.copyOf(pools);
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        pools.forEach((name, pool) -> {
            gauge(meters, name, pool, "acquired", "Connections in use", PoolMetrics::acquiredSize);
            gauge(meters, name, pool, "idle", "Connections that wait for work", PoolMetrics::idleSize);
            gauge(
                    meters,
                    name,
                    pool,
                    "pending",
                    "Requests that wait for a connection",
                    PoolMetrics::pendingAcquireSize);
            gauge(meters, name, pool, "allocated", "Connections, in use or not", PoolMetrics::allocatedSize);
            gauge(meters, name, pool, "max", "The most connections there can be", PoolMetrics::getMaxAllocatedSize);
            gauge(meters, name, pool, "utilisation", "Share of the most connections in use, 0 to 1", PoolGauges::use);
        });
    }

    private static double use(PoolMetrics pool) {
        return (double) pool.acquiredSize() / pool.getMaxAllocatedSize();
    }

    private static void gauge(
            MeterRegistry meters,
            String name,
            PoolMetrics pool,
            String measure,
            String description,
            ToDoubleFunction<PoolMetrics> value) {
        Gauge.builder("almanac.database.pool." + measure, pool, value)
                .description(description)
                .tag("pool", name)
                .register(meters);
    }
}
