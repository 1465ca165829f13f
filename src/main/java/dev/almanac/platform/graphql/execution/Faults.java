package dev.almanac.platform.graphql.execution;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.request.DeadlinePassedException;
import graphql.GraphqlErrorException;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import jakarta.validation.ConstraintViolationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;

/**
 * What an exception means for the caller. Only the exception's kind is read, and the SQLSTATE of a database's; of its
 * message nothing reaches a client, unless it was written for one.
 */
public final class Faults {

    /** The whole of what a client learns of a fault. */
    public static final String MESSAGE = "Something went wrong here; the request id finds it in the log.";

    private static final int DEEPEST_CAUSE = 20;

    private Faults() {}

    /** The refusal that this exception stands for, or null where it is a fault of the server's. */
    public static @Nullable RequestRefusedException refusal(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            RequestRefusedException refusal = ofOne(cause);
            if (refusal != null) {
                return refusal;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The answer to a fault. */
    public static RequestRefusedException internal() {
        return new RequestRefusedException(Refusal.INTERNAL, MESSAGE);
    }

    private static @Nullable RequestRefusedException ofOne(Throwable exception) {
        return switch (exception) {
            case RequestRefusedException refusal -> refusal;
            case DeadlinePassedException passed -> timeout();
            case R2dbcException database -> ofDatabase(database);
            case BindException binding -> ofBinding(binding);
            case ConstraintViolationException violation ->
                new RequestRefusedException(Refusal.INVALID_ARGUMENT, "An argument is outside of its range");
            case CoercingParseValueException coercion -> invalid(coercion);
            case CoercingParseLiteralException coercion -> invalid(coercion);
            case AccessDeniedException denied -> new RequestRefusedException(Refusal.FORBIDDEN, "This is not allowed");
            case AuthenticationException nobody ->
                new RequestRefusedException(Refusal.UNAUTHENTICATED, "The caller is not signed in");
            default -> isPoolExhausted(exception) ? overloaded() : null;
        };
    }

    private static RequestRefusedException invalid(GraphqlErrorException coercion) {
        String message = coercion.getMessage();
        return new RequestRefusedException(
                Refusal.INVALID_ARGUMENT,
                message != null && message.startsWith("Not a ") ? message : "An argument is not of its type");
    }

    private static RequestRefusedException ofBinding(BindException binding) {
        String field = binding.getFieldErrorCount() == 0
                ? ""
                : binding.getFieldErrors().get(0).getField();
        String named = field.isEmpty() || field.length() > 60 ? "An argument" : "The argument " + field;
        return new RequestRefusedException(Refusal.INVALID_ARGUMENT, named + " has a value that cannot be used");
    }

    private static @Nullable RequestRefusedException ofDatabase(R2dbcException exception) {
        String state = exception.getSqlState() == null ? "" : exception.getSqlState();
        if (timedOutForAConnection(exception) || state.equals("53300")) {
            return overloaded();
        }
        // query_canceled: statement_timeout.
        if (state.equals("57014")) {
            return timeout();
        }
        // serialization_failure, deadlock_detected, lock_not_available: the transaction was repeated, and failed again.
        if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
            return new RequestRefusedException(Refusal.CONFLICT, "Others are changing the same just now");
        }
        if (state.equals("25006")) {
            return new RequestRefusedException(Refusal.READ_ONLY, "Nothing can be changed just now");
        }
        // Without a state it is the connection that failed. The driver calls every state that it does not know a lost
        // resource.
        boolean gone = state.isEmpty()
                ? exception instanceof R2dbcNonTransientResourceException
                        || exception instanceof R2dbcTransientResourceException
                        || exception instanceof R2dbcTimeoutException
                : state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
        return gone
                ? new RequestRefusedException(Refusal.UNAVAILABLE, "The database cannot be reached just now")
                : null;
    }

    private static RequestRefusedException timeout() {
        return new RequestRefusedException(Refusal.TIMEOUT, "The time for this ran out", Map.of("retryAfter", 1));
    }

    private static RequestRefusedException overloaded() {
        return new RequestRefusedException(Refusal.OVERLOADED, "Too much is asked of the server just now");
    }

    /** By name, because reactor-pool lies behind the driver's own pool and is no dependency of ours. */
    private static boolean isPoolExhausted(Throwable exception) {
        return exception.getClass().getName().startsWith("reactor.pool.PoolAcquire");
    }

    /** The pool says so by the kind of the cause, or where it gives none by its sentence. */
    private static boolean timedOutForAConnection(R2dbcException exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (isPoolExhausted(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        String message = exception.getMessage();
        return exception instanceof R2dbcTimeoutException
                && message != null
                && message.startsWith("Connection acquisition timed out");
    }
}
