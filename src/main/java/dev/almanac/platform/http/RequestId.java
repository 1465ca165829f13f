package dev.almanac.platform.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Gives each request an id: the caller's own {@code X-Request-Id} where it is well-formed (1 to 64 letters, digits, dots,
 * underscores and hyphens), otherwise a new one. Every answer carries it, every error names it, and a log line about the
 * request says it. It lies in the exchange and in the Reactor context; there is no thread-local copy.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestId implements WebFilter {

    public static final String HEADER = "X-Request-Id";

    /** The name of the exchange's attribute, and the key in the Reactor context. */
    public static final String ATTRIBUTE = "almanac.requestId";

    /** The name under which a log line has it, in the words of the Elastic Common Schema. */
    public static final String LOG_KEY = "http.request.id";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final SecureRandom random = new SecureRandom();

    /** The id of the request, or {@code "none"} outside of one. */
    public static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "none");
    }

    /** The id of the request that this context belongs to, or {@code "none"} outside of one. */
    public static String of(ContextView context) {
        String id = context.getOrDefault(ATTRIBUTE, null);
        return id == null ? "none" : id;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = wellFormed(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getAttributes().put(ATTRIBUTE, id);
        // What Spring itself logs about the exchange begins with this.
        exchange.getAttributes().put(ServerWebExchange.LOG_ID_ATTRIBUTE, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        return chain.filter(exchange).contextWrite(context -> context.put(ATTRIBUTE, id));
    }

    private String wellFormed(@Nullable String given) {
        if (given != null && FORM.matcher(given).matches()) {
            return given;
        }
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
