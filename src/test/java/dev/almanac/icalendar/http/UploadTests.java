package dev.almanac.icalendar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.server.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferWrapper;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** What is received is the whole file, or none. */
@Tag("C20")
class UploadTests {

    private static DataBuffer octets(String text) {
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aFileOfAsManyOctetsAsThereMayBeIsTaken() throws IOException {
        try (var upload = Upload.empty(6)) {
            Await.done(upload.receive(Flux.just(octets("abc"), octets("def"))));
            assertThat(upload.size()).isEqualTo(6);
            try (var file = upload.octets().open()) {
                assertThat(file).hasContent("abcdef");
            }
        }
    }

    @Test
    void oneOctetMoreIsTooManyAndTheRestIsNotAskedFor() throws IOException {
        var asked = new AtomicInteger();
        var content = Flux.just("abc", "def", "g", "h")
                .doOnNext(_ -> asked.incrementAndGet())
                .map(UploadTests::octets);
        try (var upload = Upload.empty(6)) {
            assertThatThrownBy(() -> Await.done(upload.receive(content)))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining("larger than 6 bytes");
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatDidNotReachTheDiskIsNotTakenForTheFile() throws IOException {
        var half = new DataBufferWrapper(octets("abc")) {
            @Override
            public int readableByteCount() {
                return 6;
            }
        };
        try (var upload = Upload.empty(6)) {
            assertThatThrownBy(() -> Await.done(upload.receive(Flux.just(half))))
                    .hasMessageContaining("6 octets have arrived, and 3 are on the disk");
        }
    }
}
