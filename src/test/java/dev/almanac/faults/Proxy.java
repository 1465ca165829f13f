package dev.almanac.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The way from the server to PostgreSQL, which can be slow, swallow everything, or break at a chosen message. */
final class Proxy implements AutoCloseable {

    /** Where a transaction's connection is cut. */
    enum Cut {
        /** COMMIT does not arrive. */
        BEFORE_COMMIT,
        /** COMMIT is done, and its answer does not arrive. */
        AFTER_COMMIT
    }

    private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cutsBefore = new AtomicInteger();
    private final AtomicInteger cutsAfter = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean blackHole;
    private volatile long delayMillis;

    Proxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Whether all that is sent is lost, without either end being told. What was under way then stays lost. */
    void blackHole(boolean on) {
        blackHole = on;
    }

    /** How much later each message to PostgreSQL arrives. */
    void delay(long millis) {
        delayMillis = millis;
    }

    /** Breaks so many of the next transactions there. */
    void cut(Cut where, int times) {
        (where == Cut.BEFORE_COMMIT ? cutsBefore : cutsAfter).addAndGet(times);
    }

    /** How many were cut at COMMIT so far. */
    int cut() {
        return cut.get();
    }

    void cutAll() {
        links.forEach(link -> link.close(true));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        try {
            var link = new Link(near, new Socket(InetAddress.ofLiteral("127.0.0.1"), target));
            near.setTcpNoDelay(true);
            link.far.setTcpNoDelay(true);
            links.add(link);
            Thread.ofVirtual().start(() -> link.carry(near, link.far, true));
            Thread.ofVirtual().start(() -> link.carry(link.far, near, false));
        } catch (IOException unreachable) {
            close(near, true);
        }
    }

    private static void close(Socket socket, boolean reset) {
        try (socket) {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException closedAlready) {
            // By the other direction.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        cutAll();
    }

    private final class Link {

        private final Socket near;
        private final Socket far;
        private volatile boolean dropsAnswer;

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carry(Socket from, Socket to, boolean request) {
            byte[] buffer = new byte[65536];
            boolean ended = false;
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                while (true) {
                    int n = in.read(buffer);
                    if (n < 0) {
                        ended = true;
                        break;
                    }
                    if (request && delayMillis > 0 && closed.await(delayMillis, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    if (blackHole) {
                        continue;
                    }
                    if (request ? cutsRequest(buffer, n) : dropsAnswer) {
                        break;
                    }
                    out.write(buffer, 0, n);
                }
            } catch (IOException broken) {
                // The other direction ends as well.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            close(!ended);
        }

        /** A simple query is one message: {@code Q}, its length, its text. */
        private boolean cutsRequest(byte[] message, int length) {
            if (length < 5 + COMMIT.length || message[0] != 'Q') {
                return false;
            }
            for (int i = 0; i < COMMIT.length; i++) {
                if (message[5 + i] != COMMIT[i]) {
                    return false;
                }
            }
            if (taken(cutsBefore)) {
                return true;
            }
            dropsAnswer = taken(cutsAfter);
            return false;
        }

        private boolean taken(AtomicInteger left) {
            boolean taken = left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            if (taken) {
                cut.incrementAndGet();
            }
            return taken;
        }

        private void close(boolean reset) {
            links.remove(this);
            Proxy.close(near, reset);
            Proxy.close(far, reset);
        }
    }
}
