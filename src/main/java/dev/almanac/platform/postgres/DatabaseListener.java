package dev.almanac.platform.postgres;

import java.util.List;
import java.util.function.Consumer;

/** Is told what goes on between the server and the database; called on event loops, so it does not wait. */
public interface DatabaseListener {

    /** A statement is sent. */
    default void statementSent() {}

    /**
     * A statement has ended: by its last row, by an error, or because nobody waits for it any more.
     *
     * @param nanoseconds since it was {@linkplain #statementSent sent}, the waiting for a connection included
     */
    default void statementEnded(long nanoseconds) {}

    /**
     * A transaction failed on others that ran beside it, and begins anew.
     *
     * @param sqlState of the failure
     */
    default void transactionRepeated(String sqlState) {}

    /** Work was stopped, because the time of its request was over or its caller had gone. */
    default void workStopped() {}

    /** Tells each of these. */
    static DatabaseListener all(List<DatabaseListener> listeners) {
        return new DatabaseListener() {
            @Override
            public void statementSent() {
                tell(DatabaseListener::statementSent);
            }

            @Override
            public void statementEnded(long nanoseconds) {
                tell(listener -> listener.statementEnded(nanoseconds));
            }

            @Override
            public void transactionRepeated(String sqlState) {
                tell(listener -> listener.transactionRepeated(sqlState));
            }

            @Override
            public void workStopped() {
                tell(DatabaseListener::workStopped);
            }

            private void tell(Consumer<DatabaseListener> message) {
                for (DatabaseListener listener : listeners) {
                    message.accept(listener);
                }
            }
        };
    }
}
