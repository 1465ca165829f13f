package dev.almanac.platform.postgres.migration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Which migrations the database has had, beside those that this server knows.
 *
 * @param current the version of the newest it has had; 0: none
 * @param needed the newest that this server knows
 * @param pending those that this server knows and the database has not had, oldest first
 * @param changed had by the database in another text
 * @param servesFrom the oldest schema whose servers can serve the present one
 */
record SchemaState(
        String current,
        MigrationVersion needed,
        List<MigrationInfo> pending,
        List<MigrationInfo> changed,
        Optional<MigrationVersion> servesFrom) {

    private static final Pattern SERVES_FROM = Pattern.compile("serves from (\\d+)$");

    static SchemaState of(Flyway flyway) {
        var info = flyway.info();
        var current = info.current();
        return new SchemaState(
                current == null ? "0" : String.valueOf(current.getVersion()),
                Arrays.stream(info.all())
                        .filter(migration -> !future(migration) && migration.isVersioned())
                        .map(MigrationInfo::getVersion)
                        .max(Comparator.naturalOrder())
                        .orElse(MigrationVersion.EMPTY),
                List.of(info.pending()),
                Stream.of(info.applied())
                        .filter(migration -> migration.getState() == MigrationState.SUCCESS
                                && migration.isVersioned()
                                && !migration.isChecksumMatching())
                        .toList(),
                Arrays.stream(info.all())
                        .filter(SchemaState::future)
                        .flatMap(migration -> SERVES_FROM
                                .matcher(migration.getDescription())
                                .results()
                                .map(result -> MigrationVersion.fromVersion(result.group(1))))
                        .max(Comparator.naturalOrder()));
    }

    private static boolean future(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS
                || migration.getState() == MigrationState.FUTURE_FAILED;
    }

    /** Whether a newer server has taken away what this one needs. */
    boolean tooNew() {
        return servesFrom.filter(oldest -> oldest.compareTo(needed) > 0).isPresent();
    }
}
