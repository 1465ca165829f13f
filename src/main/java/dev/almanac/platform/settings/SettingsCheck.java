package dev.almanac.platform.settings;

import dev.almanac.platform.StartRefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;
import org.springframework.validation.FieldError;

/**
 * Reads all settings before anything else exists, so that nothing has touched a database by then, and refuses the start with
 * one sentence for each mistake. A sentence names the setting and what it must be, never the value: that may be a secret.
 */
@Component
class SettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware, Ordered {

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        // Not PriorityOrdered: settings can be read only after Spring's own post-processor of property sources.
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Map<String, List<Setting>> records = new LinkedHashMap<>();
        for (String bean : beans.getBeanDefinitionNames()) {
            // By its name, not its type: asking a bean for its type may make others.
            if (bean.startsWith("almanac.")) {
                Class<?> type = beans.getType(bean, false);
                if (type != null && type.isAnnotationPresent(ConfigurationProperties.class)) {
                    records.put(bean, Setting.of(type));
                }
            }
        }
        List<Setting> settings = records.values().stream().flatMap(List::stream).toList();
        List<String> mistakes = new ArrayList<>(new UnknownSettings(settings).in(environment));
        records.keySet().forEach(bean -> mistakes.addAll(mistakes(beans, bean, settings)));
        if (!mistakes.isEmpty()) {
            throw new StartRefusedException(String.join(System.lineSeparator(), mistakes));
        }
    }

    private static List<String> mistakes(ConfigurableListableBeanFactory beans, String bean, List<Setting> settings) {
        try {
            beans.getBean(bean);
            return List.of();
        } catch (BeansException failure) {
            return switch (saysMost(failure)) {
                case StartRefusedException refused -> List.of(String.valueOf(refused.getMessage()));
                case BindValidationException invalid ->
                    invalid.getValidationErrors().getAllErrors().stream()
                            .filter(FieldError.class::isInstance)
                            .map(error -> name(invalid.getValidationErrors().getName(), (FieldError) error))
                            .distinct()
                            .sorted()
                            .map(name -> sentence(name, settings))
                            .toList();
                case BindException unreadable -> List.of(sentence(unreadable.getName(), settings));
                default -> throw failure;
            };
        }
    }

    /** The deepest cause that tells which setting it is about. */
    private static Throwable saysMost(Throwable failure) {
        Throwable most = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException
                    || cause instanceof BindValidationException
                    || cause instanceof BindException) {
                most = cause;
            }
        }
        return most;
    }

    private static ConfigurationPropertyName name(ConfigurationPropertyName prefix, FieldError error) {
        return Arrays.stream(error.getField().split("\\.", -1))
                .map(Setting::dashed)
                .reduce(prefix, ConfigurationPropertyName::append, (one, _) -> one);
    }

    private static String sentence(ConfigurationPropertyName name, List<Setting> settings) {
        return settings.stream()
                .filter(setting -> setting.isMeantBy(name, false))
                .findFirst()
                .map(setting -> "%s (%s) must be %s.".formatted(setting.name(), setting.variable(), setting.form()))
                .orElseGet(() -> name + " cannot be read.");
    }
}
