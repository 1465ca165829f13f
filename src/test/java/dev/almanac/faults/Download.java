package dev.almanac.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A caller who takes a file as slowly as a test likes: little of it lies between the two ends. */
final class Download implements AutoCloseable {

    /** How HTTP/1.1 ends what has no length. */
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private static final int ROOM = 16 << 10;

    private final Socket socket;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final int port;

    private Download(Socket socket) {
        this.socket = socket;
        this.port = socket.getLocalPort();
    }

    static Download begin(URI server, String token, String path) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(ROOM);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, token)
                        .getBytes(StandardCharsets.US_ASCII));
        return new Download(socket);
    }

    /** Of its own end. */
    int port() {
        return port;
    }

    /** Takes so many octets, and waits for them. */
    Download take(int octets) throws IOException {
        var more = socket.getInputStream().readNBytes(octets);
        if (more.length < octets) {
            throw new IOException("It ended: " + new String(more, StandardCharsets.UTF_8));
        }
        taken.writeBytes(more);
        return this;
    }

    /** Takes the rest beside the test, to its end. */
    void takeTheRest() {
        Thread.ofVirtual().start(() -> {
            try {
                InputStream octets = socket.getInputStream();
                var piece = new byte[ROOM];
                for (int read = octets.read(piece); read >= 0; read = octets.read(piece)) {
                    taken.write(piece, 0, read);
                    var end = new String(piece, 0, read, StandardCharsets.ISO_8859_1);
                    if (end.endsWith(LAST_CHUNK) || (end.length() < LAST_CHUNK.length() && isWhole())) {
                        break;
                    }
                }
            } catch (IOException reset) {
                // Ended as well.
            } finally {
                ended.countDown();
            }
        });
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** What has been taken, head and all. */
    String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    /** Whether the caller can take it for all there is. */
    boolean isWhole() {
        return text().endsWith(LAST_CHUNK);
    }

    /** Goes without a word. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
