package dev.almanac.local;

import dev.almanac.platform.StartRefusedException;
import dev.almanac.platform.postgres.DatabaseUrl;
import dev.almanac.platform.postgres.DefaultDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of this server's own, kept in the folder of {@code local} from one start to the next. */
class EmbeddedDatabase implements DefaultDatabase, AutoCloseable {

    private final LocalDirectory directory;
    private final Path binaries;
    private @Nullable InstanceLock lock;
    private @Nullable PostgresCluster running;

    EmbeddedDatabase(LocalDirectory directory, @Nullable Path binaries) {
        this.directory = directory;
        this.binaries = binaries == null ? directory.resolve("binaries") : binaries.toAbsolutePath();
    }

    @Override
    public DatabaseUrl url() {
        try {
            lock = InstanceLock.take(directory);
            PostgresCluster cluster = new PostgresCluster(directory, PostgresPrograms.unpackedUnder(binaries));
            int port = cluster.start();
            running = cluster;
            return new DatabaseUrl(
                    "127.0.0.1",
                    port,
                    PostgresCluster.DATABASE,
                    PostgresCluster.USER,
                    cluster.password().strip(),
                    Map.of());
        } catch (NoClassDefFoundError notPackaged) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL is not part of this archive: set almanac.database.url.", notPackaged);
        } catch (IOException failure) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL in %s does not start: %s"
                            .formatted(directory.path(), failure.getMessage()),
                    failure);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (running != null) {
                running.stop();
                running = null;
            }
        } finally {
            if (lock != null) {
                lock.close();
                lock = null;
            }
        }
    }
}
