package dev.almanac.local;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Whether a request comes from this machine, and from no page of another site. The connection must be a loopback one; the
 * host asked for must be a loopback name, or a page could point its own name here (DNS rebinding); and a page that asks must
 * be this server's own.
 */
final class OwnMachine {

    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private OwnMachine() {}

    static boolean sent(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        if (remote == null
                || remote.getAddress() == null
                || !remote.getAddress().isLoopbackAddress()) {
            return false;
        }
        List<String> hosts = request.getHeaders().getOrEmpty(HttpHeaders.HOST);
        return hosts.size() == 1
                && LOOPBACK.matcher(hosts.getFirst()).matches()
                && request.getHeaders().getOrEmpty(HttpHeaders.ORIGIN).stream()
                        .allMatch(("http://" + hosts.getFirst())::equalsIgnoreCase);
    }
}
