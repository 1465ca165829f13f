package dev.almanac.platform.monitoring;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.Await;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests for files are counted as those of GraphQL are. */
@AlmanacTest
class RouteMetersTests {

    private static final String REQUESTS = "almanac_http_requests_seconds_count";
    private static final String REFUSALS = "almanac_http_refusals_total";
    private static final String EXPORT = "/export/{calendar}.ics";

    @Autowired
    Api api;

    private Scrape scrape() {
        return new Scrape(
                api.send(HttpRequest.newBuilder(api.uri("/actuator/prometheus")).build())
                        .body());
    }

    private static String[] labels(String route, String outcome) {
        return new String[] {"route=\"" + route + "\"", "outcome=\"" + outcome + "\""};
    }

    private HttpRequest.Builder request(Caller caller, String path) {
        return HttpRequest.newBuilder(api.uri(path)).header("Authorization", "Bearer " + caller.token());
    }

    /** Sends it, and waits until one more is counted: that is when its answer has been written, which may be after it was read. */
    private HttpResponse<String> counted(HttpRequest request, String route, String outcome) {
        double before = scrape().value(REQUESTS, labels(route, outcome));
        var answer = api.send(request);
        Await.until(() -> scrape().value(REQUESTS, labels(route, outcome)) == before + 1);
        return answer;
    }

    private void refused(HttpRequest request, String route, String code) {
        double before = scrape().value(REFUSALS, "code=\"" + code + "\"");
        counted(request, route, code);
        assertThat(scrape().value(REFUSALS, "code=\"" + code + "\"")).isEqualTo(before + 1);
    }

    @Test
    void anImportIsCountedWithItsStatements() {
        var caller = api.somebody();
        var text = file(component("VEVENT", "UID:one", "DTSTART:20260302"));
        var path = "/import?calendarId=" + caller.calendar();
        double before = scrape().value("almanac_http_statements_sum", "route=\"/import\"");
        counted(request(caller, path).PUT(BodyPublishers.ofString(text)).build(), "/import", "ok");
        assertThat(scrape().value("almanac_http_statements_sum", "route=\"/import\""))
                .isGreaterThan(before + 3);
        assertThat(scrape().value("almanac_http_requests_seconds_sum", labels("/import", "ok")))
                .isPositive();
        var later = counted(
                request(caller, path + "&background=true")
                        .PUT(BodyPublishers.ofString(text))
                        .build(),
                "/import",
                "ok");
        counted(
                request(caller, later.headers().firstValue("Location").orElseThrow())
                        .build(),
                "/import/{job}",
                "ok");
    }

    @Test
    void anExportIsCountedAndApartFromItACopyThatIsStillGood() {
        var caller = api.somebody();
        var path = "/export/" + caller.calendar() + ".ics";
        var whole = counted(request(caller, path).build(), EXPORT, "ok");
        var tag = whole.headers().firstValue("ETag").orElseThrow();
        counted(request(caller, path).header("If-None-Match", tag).build(), EXPORT, "unchanged");
        counted(request(caller, path).HEAD().build(), EXPORT, "ok");
        assertThat(scrape().value("almanac_http_statements_sum", "route=\"" + EXPORT + "\""))
                .isPositive();
    }

    @Test
    void whatIsRefusedIsCountedUnderItsCode() {
        var caller = api.somebody();
        var nothing = BodyPublishers.ofString("Hello");
        counted(request(caller, "/import").PUT(nothing).build(), "/import", "refused");
        counted(request(caller, "/export/none.ics").build(), EXPORT, "refused");
        refused(
                request(caller, "/import")
                        .header("Content-Encoding", "gzip")
                        .PUT(nothing)
                        .build(),
                "/import",
                "UNSUPPORTED_MEDIA_TYPE");
        refused(request(caller, "/import?mode=ALL").PUT(nothing).build(), "/import", "INVALID_ARGUMENT");
        refused(request(caller, "/import/none").build(), "/import/{job}", "INVALID_ID");
        refused(request(caller, "/export/x").DELETE().build(), EXPORT, "METHOD_NOT_ALLOWED");
        refused(HttpRequest.newBuilder(api.uri("/export/x.ics")).build(), EXPORT, "UNAUTHENTICATED");
    }

    @Test
    @Tag("F3")
    void nothingThatCallersMakeUpBecomesATag() {
        var caller = api.somebody();
        counted(request(caller, "/export/canary/path.ics?canary=1").build(), EXPORT, "refused");
        refused(request(caller, "/import/canary").build(), "/import/{job}", "INVALID_ID");
        // No method of HTTP's, which the firewall does not let through.
        refused(
                request(caller, "/import")
                        .method("CANARY", BodyPublishers.noBody())
                        .build(),
                "/import",
                "BAD_REQUEST");
        assertThat(scrape().text()).doesNotContainIgnoringCase("canary").doesNotContain(caller.token());
    }
}
