package dev.almanac.platform.postgres;

import dev.almanac.platform.StartRefusedException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/** Without an address and without a default database there is nothing to start for. */
class DatabaseRequired implements BeanFactoryPostProcessor, EnvironmentAware, Ordered {

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        // After the settings have been read, so that a misspelt name is told as such.
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        boolean hasDefault = beans.getBeanNamesForType(DefaultDatabase.class, true, false).length > 0;
        if (!hasDefault && !StringUtils.hasText(environment.getProperty("almanac.database.url"))) {
            throw new StartRefusedException("Set almanac.database.url (postgresql://user:password@host:port/name): "
                    + "outside the profile local the server does not start without it.");
        }
    }
}
