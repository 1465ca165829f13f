package dev.almanac.icalendar.http;

import dev.almanac.icalendar.text.TextEncoding.Octets;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A file that has arrived; it lies on the disk until it is closed. */
final class Upload implements AutoCloseable {

    private final Path path;
    private final long most;
    private final MessageDigest digest;
    private long size;

    private Upload(Path path, long most, MessageDigest digest) {
        this.path = path;
        this.most = most;
        this.digest = digest;
    }

    /** An empty one, which takes as many octets. */
    static Upload empty(long most) throws IOException {
        try {
            return new Upload(
                    Files.createTempFile("almanac-import", ".ics"), most, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Takes the file; ends in {@link Refusal#TOO_LARGE} where it is larger than it may be. */
    Mono<Void> receive(Flux<DataBuffer> content) {
        return DataBufferUtils.write(content.takeWhile(this::fits), path)
                .then(Mono.<Void>fromCallable(this::whole))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Whether there is room for these octets; the first for which there is none are the last that are looked at. */
    private boolean fits(DataBuffer buffer) {
        size += buffer.readableByteCount();
        if (size > most) {
            DataBufferUtils.release(buffer);
            return false;
        }
        try (var octets = buffer.readableByteBuffers()) {
            octets.forEachRemaining(digest::update);
        }
        return true;
    }

    /** It is decided here alone, when everything has ended: part of a file must not pass for a file. */
    private @Nullable Void whole() throws IOException {
        if (size > most) {
            throw tooLarge(most);
        }
        long written = Files.size(path);
        if (written != size) {
            throw new IllegalStateException(size + " octets have arrived, and " + written + " are on the disk");
        }
        return null;
    }

    static RequestRefusedException tooLarge(long most) {
        return new RequestRefusedException(
                Refusal.TOO_LARGE, "The file is larger than %d bytes".formatted(most), Map.of("max", most));
    }

    long size() {
        return size;
    }

    /** What the file is recognised by when it comes again. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    Octets octets() {
        return () -> Files.newInputStream(path);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
