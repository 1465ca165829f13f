package dev.almanac.threat;

import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Asks for files, and gives whole answers back: those of two ids that are treated alike are the same to the byte. */
record FileAnswers(Api api) {

    /** So that it is the same in all of them. */
    private static final String REQUEST_ID = "the-same";

    private static final String TEXT =
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:one\r\nDTSTART:20260302\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    /** All of an answer. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        static Answer of(HttpResponse<String> answer) {
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(answer.headers().map());
            headers.remove("date");
            return new Answer(answer.statusCode(), headers, answer.body());
        }
    }

    static String export(String calendar) {
        return "/export/" + calendar + ".ics";
    }

    private HttpRequest.Builder request(String token, String path) {
        var request = HttpRequest.newBuilder(api.uri(path)).header("X-Request-Id", REQUEST_ID);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** @param known as {@code If-None-Match}; empty: without */
    Answer get(String method, String token, String path, String known) {
        var request = request(token, path).method(method, BodyPublishers.noBody());
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        return Answer.of(api.send(request.build()));
    }

    Answer put(String token, String path) {
        return Answer.of(
                api.send(request(token, path).PUT(BodyPublishers.ofString(TEXT)).build()));
    }

    /** The answer to an operation with the variable {@code id}. */
    Answer post(Caller caller, String document, String id) {
        var body = JsonMapper.shared().writeValueAsString(Map.of("query", document, "variables", Map.of("id", id)));
        return Answer.of(api.send(request(caller.token(), "/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .POST(BodyPublishers.ofString(body))
                .build()));
    }
}
