package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.faults.Proxy.Cut;
import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions fail in their midst, at COMMIT, and after it. */
@SelfContained
class TransactionFaultTests {

    private static final String CREATE = """
            mutation($input: CreateEventInput!) { createEvent(input: $input) { event { id } userErrors { code } } }""";

    private final Stage stage = Stage.shared();

    @BeforeEach
    void plantATrigger() {
        stage.cluster.execute(
                "CREATE SEQUENCE planted",
                // Of each n changes that are appended, the first n - 1 attempts fail.
                """
                CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF nextval('planted') %% TG_ARGV[0]::int <> 0 THEN
                    RAISE EXCEPTION 'planted' USING errcode = TG_ARGV[1];
                  END IF;
                  RETURN NULL;
                END $$""".replace("%%", "%"),
                "GRANT ALL ON SEQUENCE planted TO almanac");
    }

    @AfterEach
    void takeItAway() {
        stage.cluster.execute(
                "DROP TRIGGER IF EXISTS planted ON changes",
                "DROP TRIGGER IF EXISTS doomed ON event_series",
                "DROP FUNCTION IF EXISTS doomed",
                "DROP FUNCTION planted",
                "DROP SEQUENCE planted");
    }

    /** @param of one of so many attempts succeeds */
    private void fails(int of, String state) {
        stage.cluster.execute(
                "DROP TRIGGER IF EXISTS planted ON changes",
                "ALTER SEQUENCE planted RESTART",
                "CREATE TRIGGER planted BEFORE INSERT ON changes FOR EACH STATEMENT EXECUTE FUNCTION planted(%d, '%s')"
                        .formatted(of, state));
    }

    private static Map<String, ?> event(Client client, UUID id, String title) {
        String calendar = client.calendar();
        return Map.of(
                "input",
                Map.of(
                        "id",
                        "evt_" + id,
                        "calendarId",
                        calendar,
                        "title",
                        title,
                        "idempotencyKey",
                        id.toString(),
                        "time",
                        Map.of("allDay", Map.of("first", "2026-03-02"))));
    }

    @Test
    @Tag("D5")
    void aWriteThatMeetsOthersIsRepeatedWholeAndThenRefused() {
        Client client = Client.of(stage.nodes(), UUID.randomUUID() + "@example.com", Stage.PATIENCE);
        for (String state : new String[] {"40001", "40P01", "55P03"}) {
            var repeated = UUID.randomUUID();
            var wanted = event(client, repeated, "wanted");
            fails(4, state);
            assertThat(client.ask(CREATE, wanted).code()).isEqualTo(Client.OK);
            assertThat(changes(repeated)).isEqualTo(1);

            var refused = UUID.randomUUID();
            fails(1_000_000, state);
            Client.Answer answer = client.ask(CREATE, event(client, refused, "refused"));
            assertThat(answer.code()).isEqualTo("CONFLICT");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.retryAfter()).isTrue();
            assertThat(changes(refused)).isZero();
        }
        stage.settle();
    }

    private long changes(UUID event) {
        return stage.cluster.count("SELECT count(*) FROM changes WHERE entity_id = ?", event);
    }

    @Test
    @Tag("D5")
    void writesThatMeetOthersUnderLoad() {
        var figures =
                new Figures("Half of all writes fail on others (40001, 40P01, 55P03)", "repeated unseen; CONFLICT");
        String[] states = {"40001", "40P01", "55P03"};
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6)) {
                int before = load.ledger().writes();
                fails(2, states[i % states.length]);
                Await.until(() -> load.ledger().writes() > before + 50);
                stage.cluster.execute("DROP TRIGGER planted ON changes");
                load.heal();
                load.finish();
                stage.settle();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    @Test
    @Tag("D6")
    void aWriteThatFailsAtCommitIsNotSaved() {
        stage.cluster.execute("""
                CREATE FUNCTION doomed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF NEW.title LIKE 'doomed%' THEN RAISE EXCEPTION 'planted'; END IF;
                  RETURN NULL;
                END $$""", """
                CREATE CONSTRAINT TRIGGER doomed AFTER INSERT ON event_series DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION doomed()""");
        var figures = new Figures("An error at COMMIT", "INTERNAL for the write that has it; others go on");
        Client client = Client.of(stage.nodes(), UUID.randomUUID() + "@example.com", Stage.PATIENCE);
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6)) {
                var id = UUID.randomUUID();
                for (int attempt = 0; attempt < 5; attempt++) {
                    assertThat(client.ask(CREATE, event(client, id, "doomed")).code())
                            .isEqualTo("INTERNAL");
                }
                load.heal();
                load.finish();
                stage.settle();
                assertThat(changes(id)).isZero();
                assertThat(client.ask("query($id: ID!) { event(id: $id) { id } }", Map.of("id", "evt_" + id))
                                .data()
                                .path("event")
                                .isNull())
                        .isTrue();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    private void cutAtCommit(Figures figures, Cut where) {
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6)) {
                int before = stage.proxy.cut();
                stage.proxy.cut(where, 10);
                Await.until(() -> stage.proxy.cut() == before + 10);
                load.heal();
                load.finish();
                stage.settle();
                assertThat(load.ledger().count("UNAVAILABLE")).isPositive();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    @Test
    @Tag("D7")
    void theAnswerToCommitIsLost() {
        cutAtCommit(
                new Figures(
                        "10 connections are cut between COMMIT and its answer",
                        "UNAVAILABLE; the repetition finds what was done"),
                Cut.AFTER_COMMIT);
    }

    @Test
    @Tag("D7")
    void commitItselfIsLost() {
        cutAtCommit(
                new Figures("10 connections are cut before COMMIT arrives", "UNAVAILABLE; the repetition does it"),
                Cut.BEFORE_COMMIT);
    }
}
