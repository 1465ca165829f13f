package dev.almanac.faults;

import dev.almanac.platform.postgres.DatabaseListener;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Throws, once, what is put here, in the midst of a request. */
@TestComponent
class PlantedError implements DatabaseListener {

    private final AtomicReference<@Nullable Error> next = new AtomicReference<>();

    void plant(Error error) {
        next.set(error);
    }

    @Override
    public void statementSent() {
        Error error = next.getAndSet(null);
        if (error != null) {
            throw error;
        }
    }
}
