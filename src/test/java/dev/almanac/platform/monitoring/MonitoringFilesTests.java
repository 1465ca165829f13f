package dev.almanac.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Await;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules, the dashboard and the page on monitoring speak of metrics that the server has, and of no others. */
@AlmanacTest
class MonitoringFilesTests {

    private static final Path RULES = Path.of("docker/prometheus/almanac-rules.yml");
    private static final Path DASHBOARD = Path.of("docker/grafana/dashboards/almanac-dashboard.json");

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern LABELS = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");
    private static final Set<String> OPERATORS =
            Set.of("or", "and", "unless", "bool", "by", "without", "on", "ignoring");

    /** What Prometheus adds to each scrape. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    @Autowired
    private Api api;

    private Scrape scrape() {
        var caller = api.somebody();
        caller.data("{ viewer { calendars { nodes { eventCount } } } }");
        api.send(HttpRequest.newBuilder(api.uri("/export/x.ics")).build());
        // What a request is counted by is there when its answer has been written, which may be after it was read.
        Await.until(() -> scraped()
                .names()
                .containsAll(Set.of("almanac_graphql_batches_count", "almanac_http_statements_count")));
        return scraped();
    }

    private Scrape scraped() {
        return new Scrape(
                api.send(HttpRequest.newBuilder(api.uri("/actuator/prometheus")).build())
                        .body());
    }

    /** The metrics that an expression reads. */
    private static Set<String> metrics(String expression) {
        var bare = LABELS.matcher(SELECTOR.matcher(STRING.matcher(expression).replaceAll(""))
                        .replaceAll(""))
                .replaceAll("");
        Set<String> names = new TreeSet<>();
        var matcher = NAME.matcher(bare);
        while (matcher.find()) {
            boolean called = bare.substring(matcher.end()).stripLeading().startsWith("(");
            if (!called && !OPERATORS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(RULES));
        List<Map<String, Object>> rules = new ArrayList<>();
        file.getOrDefault("groups", List.of())
                .forEach(group -> rules.addAll((List<Map<String, Object>>) group.get("rules")));
        return rules;
    }

    private static List<String> expressions(JsonNode panels) {
        List<String> expressions = new ArrayList<>();
        panels.forEach(panel -> panel.path("targets")
                .forEach(target -> expressions.add(target.get("expr").asString())));
        return expressions;
    }

    @Test
    void expressionsAreRead() {
        assertThat(metrics(
                        "histogram_quantile(0.99, sum by (le) (rate(a_bucket{x=~\"b|c\"}[5m]))) > 0 or e:f / (g > 0)"))
                .containsExactly("a_bucket", "e:f", "g");
    }

    @Test
    void everyRuleReadsMetricsThatAreThere() throws IOException {
        Set<String> known = scrape().names();
        known.addAll(OF_PROMETHEUS);
        rules().forEach(rule -> {
            if (rule.get("record") instanceof String record) {
                known.add(record);
            }
        });
        assertThat(rules()).hasSizeGreaterThan(9).allSatisfy(rule -> {
            var read = metrics(String.valueOf(rule.get("expr")));
            assertThat(read).as("metrics of %s", rule).isNotEmpty();
            assertThat(known).as("metrics of %s", rule).containsAll(read);
        });
    }

    @Test
    void everyPanelReadsMetricsThatAreThere() throws IOException {
        var known = scrape().names();
        var expressions = expressions(
                JsonMapper.shared().readTree(Files.readString(DASHBOARD)).get("panels"));
        assertThat(expressions).hasSizeGreaterThan(21).allSatisfy(expression -> {
            assertThat(metrics(expression)).as(expression).isNotEmpty();
            assertThat(known).as(expression).containsAll(metrics(expression));
        });
    }

    @Test
    void thePageOnMonitoringNamesEveryMetricOfOurOwnAndNoOther() throws IOException {
        Set<String> documented = new TreeSet<>();
        var names = Pattern.compile("(?m)^\\| `(almanac_[a-z_]+)`")
                .matcher(Files.readString(Path.of("src/docs/monitoring.md")));
        while (names.find()) {
            documented.add(names.group(1));
        }
        Set<String> served = new TreeSet<>();
        scrape().names().stream()
                .filter(name -> name.startsWith("almanac_"))
                .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
                .forEach(served::add);
        // A gauge of this name is a measure of its own, and not the greatest value of another.
        served.remove("almanac_database_pool");
        served.add("almanac_database_pool_max");
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void prometheusScrapesThePathThatIsServed() throws IOException {
        Map<String, List<Map<String, Object>>> file =
                new Yaml().load(Files.readString(Path.of("docker/prometheus/prometheus.yml")));
        var job = file.getOrDefault("scrape_configs", List.of()).getFirst();
        assertThat(job).containsEntry("metrics_path", "/actuator/prometheus").containsKey("authorization");
    }
}
