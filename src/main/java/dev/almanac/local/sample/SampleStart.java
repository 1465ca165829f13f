package dev.almanac.local.sample;

import dev.almanac.local.Person;
import dev.almanac.platform.security.Identity;
import dev.almanac.platform.security.SecuritySettings;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Fills the sample person's calendars before the server says that it is ready. */
@Component
@Profile("local")
@ConditionalOnBooleanProperty(name = "almanac.local.sample-data", matchIfMissing = true)
class SampleStart implements ApplicationRunner {

    private final SampleData sample;
    private final SecuritySettings settings;

    SampleStart(SampleData sample, SecuritySettings settings) {
        this.sample = sample;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        var person = Person.SAMPLE;
        var identity = new Identity(settings.issuer(), person.email(), person.email(), true, person.name());
        await(sample.fill(identity));
    }

    /** The start is nobody's event loop: it may wait. */
    private static void await(Mono<Void> work) throws Exception {
        var done = new CompletableFuture<Void>();
        work.subscribe(_ -> {}, done::completeExceptionally, () -> done.complete(null));
        done.get();
    }
}
