package dev.almanac.platform.http;

import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.netty.http.server.HttpServerResponse;

/** Ends an answer that has begun and cannot be finished. */
public final class BrokenAnswer {

    private BrokenAnswer() {}

    /**
     * Closes the connection at once. What the caller has not taken by now is lost; to be closed in good order it would have to be
     * taken, for which a caller who takes nothing could let the server wait for ever.
     */
    public static void cut(ServerHttpResponse response) {
        var own = response instanceof ServerHttpResponseDecorator decorator
                ? ServerHttpResponseDecorator.<Object>getNativeResponse(decorator)
                : response instanceof AbstractServerHttpResponse written ? written.<Object>getNativeResponse() : null;
        if (own instanceof HttpServerResponse answer) {
            answer.withConnection(connection -> {
                var _ = connection.channel().close();
            });
        }
    }
}
