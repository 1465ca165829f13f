package dev.almanac.change;

/** A change came to a stream that takes no more: what it is of was deleted meanwhile. */
public final class StreamClosedException extends RuntimeException {

    public StreamClosedException() {
        super("The stream is closed");
    }
}
