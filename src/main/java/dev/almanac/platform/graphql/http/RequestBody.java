package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Reads bodies within bounds. What a body is for is known only when it has been read, in whatever order its members come;
 * so a signed-in caller may send up to the size of an import, few of them at the same time, and a body above the ordinary
 * size that turns out to be no import is refused then, before its operation runs. A body that does not arrive in time is given up.
 */
final class RequestBody {

    private final long ordinary;
    private final long largest;
    private final Semaphore imports;

    private final Duration time;

    RequestBody(GraphQlSettings.Body limits, Duration time) {
        this.time = time;
        this.ordinary = limits.size().toBytes();
        this.largest = limits.importSize().toBytes();
        this.imports = new Semaphore(limits.concurrentImports());
    }

    /** A body that was read; above the ordinary size it holds one of the few places for such. */
    final class Bytes {

        private ByteArrayOutputStream bytes;
        private boolean large;
        private boolean closed;

        private Bytes(long declared) {
            this.bytes = new ByteArrayOutputStream((int) Math.min(Math.max(declared, 512), ordinary));
        }

        boolean isLarge() {
            return large;
        }

        /** All of it, which is not held here any more: a large one is not to be there twice while its operation runs. */
        synchronized byte[] take() {
            byte[] all = bytes.toByteArray();
            bytes = new ByteArrayOutputStream(0);
            return all;
        }

        private synchronized void add(DataBuffer buffer) {
            try {
                long size = (long) bytes.size() + buffer.readableByteCount();
                if (size > largest) {
                    throw tooLarge(largest);
                }
                if (size > ordinary && !large && !closed) {
                    large = imports.tryAcquire();
                    if (!large) {
                        throw new RequestRefusedException(
                                Refusal.OVERLOADED, "Too many large requests are being read just now");
                    }
                }
                byte[] chunk = new byte[buffer.readableByteCount()];
                buffer.read(chunk);
                bytes.writeBytes(chunk);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        private synchronized void close() {
            if (large && !closed) {
                imports.release();
            }
            closed = true;
        }
    }

    /**
     * Reads the body of a signed-in caller and gives it to {@code use}; the place of a large one is held until that ends.
     *
     * <p>Ends in a {@link RequestRefusedException} where the body is too large or too slow.
     */
    <T> Mono<T> with(ServerHttpRequest request, Function<Bytes, Mono<T>> use) {
        return Mono.defer(() -> {
            long declared = request.getHeaders().getContentLength();
            if (declared > largest) {
                return Mono.error(tooLarge(largest));
            }
            Bytes body = new Bytes(declared);
            return request.getBody()
                    .doOnNext(body::add)
                    .then()
                    .timeout(elapsed(), Mono.error(RequestBody::late))
                    .then(Mono.defer(() -> use.apply(body)))
                    .doFinally(signal -> body.close());
        });
    }

    /** Emits when the time for a body is over. It waits on the request's own event loop, where that wakes no other thread. */
    private Mono<Void> elapsed() {
        return Mono.create(sink -> {
            EventExecutor loop = ThreadExecutorMap.currentExecutor();
            EventExecutor waiting = loop == null ? GlobalEventExecutor.INSTANCE : loop;
            Future<?> timer = waiting.schedule(() -> sink.success(), time.toMillis(), TimeUnit.MILLISECONDS);
            sink.onDispose(() -> timer.cancel(false));
        });
    }

    private static RequestRefusedException late() {
        return new RequestRefusedException(Refusal.REQUEST_TIMEOUT, "The body took too long to arrive");
    }

    /** The refusal of a body that is above the ordinary size without being an import. */
    RequestRefusedException notAnImport() {
        return tooLarge(ordinary);
    }

    private static RequestRefusedException tooLarge(long max) {
        return new RequestRefusedException(
                Refusal.TOO_LARGE, "The body is larger than %d bytes".formatted(max), Map.of("max", max));
    }
}
