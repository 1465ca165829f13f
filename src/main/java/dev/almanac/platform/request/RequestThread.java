package dev.almanac.platform.request;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * The one event loop on which a request goes on whatever it has waited for.
 *
 * <p>Each connection to the database answers on a loop of its own. Were the fields of an operation completed on several threads at
 * once, one could send off a batch loader's keys while another is still adding to them, and the number of statements would be a
 * matter of luck.
 */
public final class RequestThread {

    private RequestThread() {}

    /** Binds what is subscribed with this context to the loop that subscribes. */
    public static Context bind(Context context) {
        EventExecutor loop = ThreadExecutorMap.currentExecutor();
        return loop == null ? context : context.put(RequestThread.class, Schedulers.fromExecutor(loop));
    }

    /** Hands the values on at the request's loop, if it is bound to one. */
    public static <T> Flux<T> resume(Flux<T> values) {
        return Flux.deferContextual(context -> context.<Scheduler>getOrEmpty(RequestThread.class)
                .map(values::publishOn)
                .orElse(values));
    }
}
