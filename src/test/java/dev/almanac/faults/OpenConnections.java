package dev.almanac.faults;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** The connections of callers that a server holds. */
@TestComponent
class OpenConnections implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    /** Whether there is one from this port of the caller's. */
    boolean isOpen(int port) {
        return ports.contains(port);
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.doOnChannelInit((observer, channel, address) -> {
            if (channel.remoteAddress() instanceof InetSocketAddress caller) {
                ports.add(caller.getPort());
                channel.closeFuture().addListener(_ -> ports.remove(caller.getPort()));
            }
        }));
    }
}
