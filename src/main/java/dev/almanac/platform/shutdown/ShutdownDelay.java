package dev.almanac.platform.shutdown;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Holds the stop back for a while. By then Spring Boot has declared the server not ready; whoever sends requests learns of it
 * before the port closes.
 */
@Component
@EnableConfigurationProperties(ShutdownSettings.class)
class ShutdownDelay implements SmartLifecycle {

    private final Duration delay;
    private volatile boolean running;

    ShutdownDelay(ShutdownSettings settings) {
        this.delay = settings.delay();
    }

    /** Stopped first, before the web server. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public void stop(Runnable callback) {
        stop();
        Mono.delay(delay).subscribe(_ -> callback.run());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
