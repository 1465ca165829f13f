package dev.almanac.icalendar.http;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Receives the file of a request: its body, or the one file of a form. Nothing compressed is taken, which could unfold. The file goes
 * to the disk as it comes.
 */
final class ImportBody {

    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar");

    /** What surrounds a file in a form. */
    private static final long ENVELOPE = 64 * 1024L;

    private final long most;
    private final Duration time;
    private final Semaphore places;
    private final PartEventHttpMessageReader forms = new PartEventHttpMessageReader();

    ImportBody(long most, Duration time, int places) {
        this.most = most;
        this.time = time;
        this.places = new Semaphore(places);
        forms.setMaxParts(10);
        forms.setMaxHeadersSize(8 * 1024);
        forms.setMaxPartSize(most + 1);
    }

    /** Receives the file and gives it to {@code use}; it is deleted when that ends. */
    <T> Mono<T> with(ServerHttpRequest request, Function<Upload, Mono<T>> use) {
        return Mono.defer(() -> {
            var type = type(request.getHeaders());
            if (request.getHeaders().getContentLength() > most + ENVELOPE) {
                return Mono.error(Upload.tooLarge(most));
            }
            if (!places.tryAcquire()) {
                return Mono.error(
                        new RequestRefusedException(Refusal.OVERLOADED, "Too many files are being received just now"));
            }
            var content = type.equalsTypeAndSubtype(MediaType.MULTIPART_FORM_DATA) ? file(request) : request.getBody();
            return Mono.using(
                            () -> Upload.empty(most),
                            upload -> upload.receive(content)
                                    .timeout(
                                            time,
                                            Mono.error(() -> new RequestRefusedException(
                                                    Refusal.REQUEST_TIMEOUT, "The file took too long to arrive")))
                                    .then(Mono.defer(() -> use.apply(upload))))
                    .doFinally(_ -> places.release());
        });
    }

    /** @throws RequestRefusedException unless it is an uncompressed file or form */
    private static MediaType type(HttpHeaders headers) {
        var encodings = headers.getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of());
        if (encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            throw unsupported("Files are taken uncompressed");
        }
        MediaType type;
        try {
            type = headers.getContentType();
        } catch (IllegalArgumentException unreadable) {
            type = MediaType.ALL;
        }
        // curl -T names no type.
        var known = type == null ? CALENDAR : type;
        if (List.of(CALENDAR, MediaType.APPLICATION_OCTET_STREAM, MediaType.MULTIPART_FORM_DATA).stream()
                .noneMatch(known::equalsTypeAndSubtype)) {
            throw unsupported("A file is text/calendar, or the file of a multipart/form-data");
        }
        return known;
    }

    /** The first file of a form. */
    private Flux<DataBuffer> file(ServerHttpRequest request) {
        return forms.read(ResolvableType.forClass(PartEvent.class), request, Map.of())
                .windowUntil(PartEvent::isLast)
                .concatMap(part -> part.switchOnFirst((first, events) -> first.get() instanceof FilePartEvent
                        ? events.map(PartEvent::content)
                        : events.doOnNext(event -> DataBufferUtils.release(event.content()))
                                .thenMany(Flux.<DataBuffer>empty())))
                .onErrorMap(DataBufferLimitException.class, _ -> Upload.tooLarge(most))
                .onErrorMap(
                        DecodingException.class,
                        _ -> new RequestRefusedException(Refusal.BAD_REQUEST, "The form cannot be read"));
    }

    private static RequestRefusedException unsupported(String message) {
        return new RequestRefusedException(Refusal.UNSUPPORTED_MEDIA_TYPE, message);
    }
}
