package dev.almanac.local.sample;

import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.security.Identity;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Makes the sample while the server starts, before it listens: whoever comes first finds it, and nobody signs the person in
 * meanwhile.
 */
class SampleStart implements SmartInitializingSingleton {

    private final SampleData data;
    private final Identity person;

    SampleStart(SampleData data, Identity person) {
        this.data = data;
        this.person = person;
    }

    /** The thread that starts the server is no event loop, and has nothing to do until this is done. */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            Database.asJob(data.fill(person)).block();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "The sample is not made; almanac.local.sample-data=false starts without it", e);
        }
    }
}
