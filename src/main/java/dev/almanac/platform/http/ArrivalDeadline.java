package dev.almanac.platform.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Lets no connection be held by sending a request drop by drop. It stands behind the codec of one connection. Headers that take too
 * long are answered 408. A body that takes too long ends the connection, some time after whoever reads it should have answered.
 *
 * <p>A request that arrives in one piece, as nearly all do, sets no timer.
 */
final class ArrivalDeadline extends ChannelDuplexHandler {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HttpSettings settings;
    private boolean decoded;
    private boolean body;
    private @Nullable Future<?> timer;

    ArrivalDeadline(HttpSettings settings) {
        this.settings = settings;
    }

    /** Adds one to a connection of HTTP/1.1. */
    static void add(Channel connection, HttpSettings settings) {
        if (connection.pipeline().get(NettyPipeline.HttpCodec) != null) {
            connection
                    .pipeline()
                    .addAfter(NettyPipeline.HttpCodec, "almanac.arrivalDeadline", new ArrivalDeadline(settings));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        decoded = true;
        if (message instanceof HttpRequest) {
            stop();
            body = true;
        }
        if (message instanceof LastHttpContent) {
            stop();
            body = false;
        }
        super.channelRead(context, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (timer == null) {
            if (body) {
                start(context, settings.bodyTime().plus(GRACE), () -> end(context));
            } else if (!decoded) {
                start(context, settings.headerTime(), () -> refuse(context));
            }
        }
        decoded = false;
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stop();
        super.channelInactive(context);
    }

    private void start(ChannelHandlerContext context, Duration time, Runnable end) {
        timer = context.executor().schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing is left to do when it has closed.
    private static void end(ChannelHandlerContext context) {
        context.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Whether it can still be written or not, the connection ends.
    private static void refuse(ChannelHandlerContext context) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
