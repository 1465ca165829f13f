package dev.almanac.faults;

import dev.almanac.platform.postgres.DatabaseListener;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;

/** Has statements fail as code does that calls itself too deeply. */
@TestComponent
class PlantedError implements DatabaseListener {

    private final AtomicInteger planted = new AtomicInteger();

    void plant() {
        planted.incrementAndGet();
    }

    boolean isPlanted() {
        return planted.get() > 0;
    }

    @Override
    public void statementSent() {
        if (planted.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new StackOverflowError("planted");
        }
    }
}
