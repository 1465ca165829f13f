package dev.almanac.platform.security;

import dev.almanac.platform.StartRefusedException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Outside {@code local} the server starts only with an explicit issuer and audience, and never as both {@code local} and
 * {@code production}. It is asked before any other bean exists, so that nothing has touched a database by then.
 */
class IssuerRequired implements BeanFactoryPostProcessor, EnvironmentAware, Ordered {

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        // After the settings have been read: a name that is misspelt is told as such.
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment.acceptsProfiles(Profiles.of("local & production"))) {
            throw new StartRefusedException(
                    "The profiles local and production exclude each other: local signs in anyone who asks.");
        }
        if (environment.acceptsProfiles(Profiles.of("local"))) {
            return;
        }
        require("almanac.security.issuer", "the address of the OpenID Connect issuer whose tokens are taken");
        require("almanac.security.audience", "the audience that those tokens must name");
    }

    private void require(String setting, String meaning) {
        if (!StringUtils.hasText(environment.getProperty(setting))) {
            throw new StartRefusedException(
                    "Set %s (%s): outside the profile local the server does not start without it."
                            .formatted(setting, meaning));
        }
    }
}
