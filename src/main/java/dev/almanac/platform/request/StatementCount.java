package dev.almanac.platform.request;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.util.context.ContextView;

/** How many statements a request has sent to the database. It lies in the Reactor context under its own class. */
public final class StatementCount {

    private final AtomicInteger sent = new AtomicInteger();

    /** Counts one for the request that this context belongs to, if any. */
    public static void add(ContextView context) {
        StatementCount count = context.getOrDefault(StatementCount.class, null);
        if (count != null) {
            count.sent.incrementAndGet();
        }
    }

    /** The statements so far; BEGIN and COMMIT are none. */
    public int sent() {
        return sent.get();
    }
}
