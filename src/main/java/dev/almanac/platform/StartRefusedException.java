package dev.almanac.platform;

/**
 * The server does not start as it is configured. The message is one sentence for whoever started it: what is missing or
 * wrong, and what to set instead. It is printed alone, without a stack trace, so it must never hold a secret.
 */
public class StartRefusedException extends RuntimeException {

    public StartRefusedException(String sentence) {
        super(sentence);
    }

    public StartRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
