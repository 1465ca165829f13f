package dev.almanac.local.sample;

import dev.almanac.local.Person;
import dev.almanac.platform.security.SecuritySettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** {@code almanac.local.sample-data}, true by default, says whether there is a sample. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
@ConditionalOnBooleanProperty(name = "almanac.local.sample-data", matchIfMissing = true)
@Import(SampleData.class)
class SampleConfiguration {

    @Bean
    SampleStart sampleStart(SampleData data, SecuritySettings settings) {
        return new SampleStart(data, Person.SAMPLE.identity(settings.issuer()));
    }
}
