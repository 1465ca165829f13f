package dev.almanac.platform.postgres.migration;

import dev.almanac.platform.StartRefusedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates, each migration in a transaction of its own. Of several instances one does and the others wait for it. A lock is waited for
 * only briefly, because every writer that comes meanwhile stands behind the migration; it then tries again, a bounded number of times.
 */
final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final MigrationSettings settings;

    Migrations(MigrationSettings settings) {
        this.settings = settings;
    }

    static void configure(FluentConfiguration configuration, MigrationSettings settings) {
        configuration.initSql("SET lock_timeout = " + settings.lockTimeout().toMillis());
        // One try a second.
        configuration.lockRetryCount((int) settings.turn().toSeconds());
        // A lock held by a transaction would keep CREATE INDEX CONCURRENTLY waiting for that transaction for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }

    /** Migrates or checks, as it is set; returns where this server can serve the schema, and refuses the start elsewhere. */
    void atStart(Flyway flyway) {
        switch (settings.mode()) {
            case AT_START -> migrate(flyway);
            case OWN_STEP -> check(flyway);
        }
    }

    /** Answers one sentence of what was done. */
    String migrate(Flyway flyway) {
        refuseForeign(state(flyway));
        int done = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                done += flyway.migrate().migrationsExecuted;
                return "The schema is at version %s; migrations run: %d."
                        .formatted(state(flyway).current(), done);
            } catch (FlywayException failure) {
                if (attempt == settings.attempts() || !LOCK_NOT_AVAILABLE.equals(sqlState(failure))) {
                    throw refusal(flyway, failure);
                }
                log.warn(
                        "A migration did not get its lock in {}; attempt {} of {}.",
                        settings.lockTimeout(),
                        attempt,
                        settings.attempts());
                pause(settings.pause());
            }
        }
    }

    private static void check(Flyway flyway) {
        var state = state(flyway);
        refuseForeign(state);
        if (!state.pending().isEmpty()) {
            throw new StartRefusedException(
                    "The database's schema is at version %s and this server needs %s: run java -jar almanac.jar migrate, or set almanac.migration.mode to AT_START."
                            .formatted(state.current(), state.needed()));
        }
    }

    private static SchemaState state(Flyway flyway) {
        try {
            return SchemaState.of(flyway);
        } catch (FlywayException failure) {
            throw new StartRefusedException(
                    "The database cannot be reached to read its schema's version: %s.".formatted(reason(failure)));
        }
    }

    private static void refuseForeign(SchemaState state) {
        if (state.tooNew()) {
            throw new StartRefusedException(
                    "The database's schema, at version %s, serves servers from %s on and this one is of %s: start a newer one."
                            .formatted(state.current(), state.servesFrom().orElseThrow(), state.needed()));
        }
        if (!state.changed().isEmpty()) {
            throw new StartRefusedException(
                    "The database had migrations in another text than this server has them: %s. Start the server that ran them, or one after it."
                            .formatted(state.changed().stream()
                                    .map(migration -> "V" + migration.getVersion())
                                    .collect(Collectors.joining(", "))));
        }
    }

    private StartRefusedException refusal(Flyway flyway, FlywayException failure) {
        var sqlState = sqlState(failure);
        var state = state(flyway);
        if (sqlState == null && reason(failure).contains("advisory lock")) {
            return new StartRefusedException(
                    "Another instance has been migrating for %s (almanac.migration.turn): see to it, then start again."
                            .formatted(settings.turn()));
        }
        var what = state.pending().isEmpty()
                ? "The step after the migrations"
                : "The migration V" + state.pending().getFirst().getVersion();
        var why = LOCK_NOT_AVAILABLE.equals(sqlState)
                ? "did not get its lock in %d attempts of %s each: end the long transaction that holds it, or raise almanac.migration.attempts"
                        .formatted(settings.attempts(), settings.lockTimeout())
                : "failed: " + reason(failure);
        return new StartRefusedException("%s %s. Its transaction is rolled back; the schema is at version %s."
                .formatted(what, why, state.current()));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The migration was interrupted.", interrupted);
        }
    }

    private static @Nullable String sqlState(Throwable failure) {
        var sql = sql(failure);
        return sql == null ? null : sql.getSQLState();
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** The database's own words; the lines after the first may hold data. */
    private static String reason(FlywayException failure) {
        var sql = sql(failure);
        var text = String.valueOf(sql == null ? failure.getMessage() : sql.getMessage());
        return text.lines().findFirst().orElse("").strip().replaceAll("\\.$", "");
    }
}
