package dev.almanac.server;

import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Writes down the statements that are sent to the database, and counts the rows that come back. */
@TestConfiguration(proxyBeanMethods = false)
public class StatementCounter {

    /** The statements since the last {@link #clear}; BEGIN and COMMIT are none. */
    public static final class Statements {

        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final AtomicInteger rows = new AtomicInteger();

        public void clear() {
            sent.clear();
            rows.set(0);
        }

        /** How many rows the database has answered with. */
        public int rows() {
            return rows.get();
        }

        public List<String> sent() {
            return List.copyOf(sent);
        }
    }

    @Bean
    static Statements statements() {
        return new Statements();
    }

    @Bean
    static BeanPostProcessor countStatements(Statements statements) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ConnectionFactory factory ? counted(factory, statements) : bean;
            }
        };
    }

    private static ConnectionFactory counted(ConnectionFactory factory, Statements statements) {
        return ProxyConnectionFactory.builder(factory)
                .listener(new ProxyExecutionListener() {
                    @Override
                    public void beforeQuery(QueryExecutionInfo execution) {
                        execution.getQueries().forEach(query -> statements.sent.add(query.getQuery()));
                    }

                    @Override
                    public void eachQueryResult(QueryExecutionInfo execution) {
                        statements.rows.incrementAndGet();
                    }
                })
                .build();
    }
}
