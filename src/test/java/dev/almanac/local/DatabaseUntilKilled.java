package dev.almanac.local;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that commits one row and then waits to be killed. */
final class DatabaseUntilKilled {

    static final String COMMITTED = "committed";

    private DatabaseUntilKilled() {}

    @SuppressWarnings({"SystemOut", "resource"})
    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database =
                new EmbeddedDatabase(new LocalDirectory(Path.of(arguments[0])), Path.of(arguments[1]));
        EmbeddedDatabaseTests.execute(database.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
        System.out.println(COMMITTED);
        new CountDownLatch(1).await();
    }
}
