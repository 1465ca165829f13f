package dev.almanac.platform.postgres.migration;

import static dev.almanac.platform.postgres.migration.ScratchDatabase.BETTER;
import static dev.almanac.platform.postgres.migration.ScratchDatabase.CONCURRENT;
import static dev.almanac.platform.postgres.migration.ScratchDatabase.FAILING;
import static dev.almanac.platform.postgres.migration.ScratchDatabase.NARROWER;
import static dev.almanac.platform.postgres.migration.ScratchDatabase.NEWEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.StartRefusedException;
import dev.almanac.platform.postgres.migration.MigrationSettings.Mode;
import dev.almanac.server.SelfContained;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database comes to the schema that a server needs whole, or stays where it was and the start says why. */
@Tag("D15")
@SelfContained
class MigrationTests {

    private final ScratchDatabase database = new ScratchDatabase();

    @Test
    void anEmptyDatabaseIsMigratedAndThenLeftAsItIs() throws SQLException {
        database.start(Mode.AT_START);
        var tables =
                database.text("SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relkind = 'r'");
        assertThat(database.version()).isEqualTo(NEWEST);
        database.start(Mode.AT_START);
        assertThat(database.text("SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relkind = 'r'"))
                .isEqualTo(tables);
    }

    @Test
    void aFilledDatabaseKeepsWhatItHas() throws SQLException {
        database.start(Mode.AT_START);
        database.fill();
        var before = database.contents();
        database.start(Mode.AT_START, BETTER);
        assertThat(database.version()).isEqualTo("1000");
        assertThat(database.text("SELECT count(mood) FROM calendars")).isEqualTo("0");
        assertThat(database.contents()).isEqualTo(before);
    }

    @Test
    void aMigrationThatFailsIsRolledBackWholeAndToldInASentence() throws SQLException {
        database.start(Mode.AT_START);
        database.fill();
        var before = database.contents();
        assertThatThrownBy(() -> database.start(Mode.AT_START, FAILING))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("The migration V1000 failed: ERROR: column \"no_such_column\" of relation")
                .hasMessageEndingWith("Its transaction is rolled back; the schema is at version " + NEWEST + ".")
                .hasMessageNotContaining("\n");
        assertThat(database.version()).isEqualTo(NEWEST);
        assertThat(database.text("SELECT count(*) FROM pg_attribute WHERE attname = 'mood'"))
                .isEqualTo("0");
        assertThat(database.contents()).isEqualTo(before);
        for (Mode mode : Mode.values()) {
            assertThatCode(() -> database.start(mode)).doesNotThrowAnyException();
        }
    }

    @Test
    void anIndexIsMadeWhileWritersGoOn() throws SQLException {
        database.start(Mode.AT_START, CONCURRENT);
        assertThat(database.text("SELECT indisvalid FROM pg_index WHERE indexrelid = 'idx_calendars_name'::regclass"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aServerStartsOnASchemaThatIsNewerThanItsOwn(Mode mode) {
        database.start(Mode.AT_START, BETTER);
        assertThatCode(() -> database.start(mode)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aServerThatANewerSchemaNoLongerServesIsRefused(Mode mode) {
        database.start(Mode.AT_START, NARROWER);
        assertThatThrownBy(() -> database.start(mode))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("The database's schema, at version 1001, serves servers from 1000 on and this one is of "
                        + NEWEST + ":" + " start a newer one.");
        assertThatCode(() -> database.start(mode, BETTER)).doesNotThrowAnyException();
    }

    @Test
    void withAStepOfItsOwnAServerChecksAndMigratesNothing() throws SQLException {
        assertThatThrownBy(() -> database.start(Mode.OWN_STEP))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(
                        "The database's schema is at version 0 and this server needs " + NEWEST + ": run java -jar");
        assertThat(database.text("SELECT count(*) FROM pg_class WHERE relname = 'users'"))
                .isEqualTo("0");
        database.start(Mode.AT_START);
        assertThatCode(() -> database.start(Mode.OWN_STEP)).doesNotThrowAnyException();
        assertThatThrownBy(() -> database.start(Mode.OWN_STEP, BETTER))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("is at version " + NEWEST + " and this server needs 1000");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aMigrationWithAnotherTextIsRefused(Mode mode) throws SQLException {
        database.start(Mode.AT_START);
        database.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '3'");
        assertThatThrownBy(() -> database.start(mode))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("in another text than this server has them: V3.");
    }

    @Test
    void aDatabaseThatIsNotThereIsToldInASentence() throws SQLException {
        var settings = ScratchDatabase.settings(Mode.AT_START);
        var flyway = database.flyway(settings);
        database.execute("SELECT 1");
        new ScratchDatabase().execute("DROP DATABASE " + database.address.replaceAll(".*/", ""));
        assertThatThrownBy(() -> new Migrations(settings).atStart(flyway))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("The database cannot be reached")
                .hasMessageNotContaining("\n");
    }
}
