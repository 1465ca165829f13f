package dev.almanac.account;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.platform.security.Identity;
import dev.almanac.platform.security.Viewer;
import dev.almanac.server.AlmanacTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@AlmanacTest
class SignInTests {

    @Autowired
    AccountService accounts;

    @Autowired
    CalendarAccess access;

    @Autowired
    Database database;

    private static Identity identity(String name) {
        return new Identity("https://issuer.example", UUID.randomUUID().toString(), "a@example.com", true, name);
    }

    @Test
    void manyFirstRequestsAtOnceMakeOnePersonWithOneCalendar() {
        var identity = identity("Ada");
        var viewers = value(Flux.range(0, 20)
                .flatMap(_ -> accounts.signIn(identity), 20)
                .map(Viewer::userId)
                .distinct()
                .collectList());
        assertThat(viewers).hasSize(1);
        var viewer = value(accounts.signIn(identity));
        assertThat(value(access.of(viewer)).all()).hasSize(1);
        assertThat(positions(viewer.userId())).isEqualTo("1,2,3");
    }

    @Test
    void theSameAddressOfAnotherSubjectIsAnotherPerson() {
        var one = value(accounts.signIn(identity("One")));
        var other = value(accounts.signIn(identity("Other")));
        assertThat(one.userId()).isNotEqualTo(other.userId());
    }

    @Test
    void whatTheIssuerNowSaysOfThePersonIsTakenOver() {
        var identity = identity("Ada");
        var viewer = value(accounts.signIn(identity));
        var renamed = new Identity(identity.issuer(), identity.subject(), "ada@example.org", true, "Ada L.");
        accounts.signIn(renamed).block();
        assertThat(value(accounts.user(viewer))).isEqualTo(new User(viewer.userId(), "ada@example.org", "Ada L."));
        assertThat(positions(viewer.userId())).isEqualTo("1,2,3,4");
    }

    private String positions(UUID stream) {
        return value(database.query(
                        "SELECT string_agg(position::text, ',' ORDER BY position) FROM changes WHERE stream_id = $1",
                        row -> Rows.required(row, 0, String.class),
                        stream)
                .single());
    }
}
