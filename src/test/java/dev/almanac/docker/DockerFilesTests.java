package dev.almanac.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.AlmanacApplication;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.Yaml;

class DockerFilesTests {

    private static final Path DOCKER = Path.of("docker");
    private static final Pattern SETTING = Pattern.compile("\\b(ALMANAC_[A-Z0-9_]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:\\?[^}]+)?}");

    private static String read(String file) throws IOException {
        return Files.readString(DOCKER.resolve(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Object> compose = new Yaml().load(read("compose.yaml"));
        return (Map<String, Map<String, Object>>) compose.getOrDefault("services", Map.of());
    }

    /** Every setting of our own, as the environment spells it. */
    private static Set<String> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<String> names = new TreeSet<>();
        for (var found : scanner.findCandidateComponents(AlmanacApplication.class.getPackageName())) {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            collect(type.getAnnotation(ConfigurationProperties.class).value(), type, names);
        }
        return names;
    }

    private static void collect(String prefix, Class<?> type, Set<String> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            var name = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                collect(name, component.getType(), names);
            } else {
                names.add(name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT));
            }
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everyVariableOfOursIsASetting() throws IOException {
        var settings = settings();
        assertThat(settings).contains("ALMANAC_DATABASE_URL", "ALMANAC_SHUTDOWN_DELAY");
        for (var file : new String[] {"Dockerfile", "compose.yaml", ".env.example"}) {
            var named = matches(SETTING, read(file));
            assertThat(named).as(file).isNotEmpty();
            assertThat(settings).as(file).containsAll(named);
        }
    }

    @Test
    @Tag("A21")
    void noSecretHasADefault() throws IOException {
        var compose = read("compose.yaml");
        var variables = VARIABLE.matcher(compose);
        Set<String> asked = new TreeSet<>();
        while (variables.find()) {
            assertThat(variables.group(2)).as(variables.group()).isNotNull();
            asked.add(variables.group(1));
        }
        var example = read(".env.example")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(example).isNotEmpty().allMatch(line -> line.endsWith("="));
        assertThat(example.stream().map(line -> line.replace("=", ""))).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(compose).doesNotContainPattern("(?m)(PASSWORD|SECRET|TOKEN): [^$\\s]");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theServerIsReachedWhereItListensAndAsNobody() throws IOException {
        var server = services().getOrDefault("almanac", Map.of());
        assertThat((List<String>) server.get("ports")).containsExactly("127.0.0.1:8080:8080");
        assertThat(server).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
        var dockerfile = read("Dockerfile");
        assertThat(dockerfile).contains("\nEXPOSE 8080\n", "\nUSER 10001:10001\n", "useradd --uid 10001");
        assertThat(dockerfile).contains("GET /actuator/health/readiness ");
        assertThat(read("prometheus/prometheus.yml")).contains("targets: [almanac:8080]");
        assertThat(Path.of("src/main/resources/application-production.yaml")).isRegularFile();
    }

    @Test
    void whatIsCopiedAndMountedIsThere() throws IOException {
        for (var line : read("Dockerfile")
                .lines()
                .filter(line -> line.startsWith("COPY") && !line.contains("--from"))
                .toList()) {
            var words = line.split("\\s+", -1);
            for (int i = 1; i < words.length - 1; i++) {
                assertThat(Path.of(words[i])).as(line).exists();
            }
        }
        var mounts = matches(Pattern.compile("- (\\./[^:]+):"), read("compose.yaml"));
        assertThat(mounts)
                .hasSize(4)
                .allSatisfy(mount -> assertThat(DOCKER.resolve(mount)).exists());
    }

    @Test
    void theImageStartsWhatTheBuildMakesWithTheFlagsItWasTrainedWith() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var dockerfile = read("Dockerfile");
        assertThat(pom).contains("<artifactId>almanac</artifactId>").doesNotContain("<finalName>");
        assertThat(dockerfile).contains("target/almanac-*.jar", "--application-filename almanac.jar");
        var entry = dockerfile.substring(dockerfile.indexOf("ENTRYPOINT"));
        assertThat(entry)
                .startsWith("ENTRYPOINT [\"java\", \"-XX:AOTCache=almanac.aot\"")
                .contains("\"-jar\", \"almanac.jar\"]");
        var training =
                dockerfile.substring(dockerfile.indexOf("java -XX:AOTCacheOutput"), dockerfile.indexOf("\nUSER"));
        for (var flag : new String[] {"-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders", "-Duser.timezone=UTC"}) {
            assertThat(entry).contains(flag);
            assertThat(training).contains(flag);
        }
    }
}
