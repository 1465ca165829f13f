package dev.almanac.server;

import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Writes down the statements that are sent to the database. */
@TestConfiguration(proxyBeanMethods = false)
public class StatementCounter {

    /** The statements since the last {@link #clear}; BEGIN and COMMIT are none. */
    public static final class Statements {

        private final List<String> sent = new CopyOnWriteArrayList<>();

        public void clear() {
            sent.clear();
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
                })
                .build();
    }
}
