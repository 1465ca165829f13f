package dev.almanac.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * src/docs/configuration.md lists every setting as the code has it; {@code -Dalmanac.docs=true} writes the list anew. The meanings are
 * the documentation of the records' components, kept by Spring's annotation processor.
 */
class ConfigurationPageTests {

    private static final Path PAGE = Path.of("src/docs/configuration.md");
    private static final String MARK = "<!-- What follows is written by ConfigurationPageTests. -->\n";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private static Map<String, JsonNode> metadata() throws IOException {
        for (URL url :
                Collections.list(ConfigurationPageTests.class.getClassLoader().getResources(METADATA))) {
            try (InputStream content = url.openStream()) {
                var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                if (text.contains("\"dev.almanac.")) {
                    return StreamSupport.stream(
                                    JsonMapper.shared()
                                            .readTree(text)
                                            .get("properties")
                                            .spliterator(),
                                    false)
                            .collect(Collectors.toMap(
                                    property -> property.get("name").asString(), Function.identity()));
                }
            }
        }
        throw new AssertionError("The build has not written " + METADATA);
    }

    private static Map<String, Setting> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.almanac").stream()
                .map(bean -> ClassUtils.resolveClassName(String.valueOf(bean.getBeanClassName()), null))
                .map(Setting::of)
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        setting -> setting.name().toString(), Function.identity(), (one, _) -> one, TreeMap::new));
    }

    private static String row(Setting setting, JsonNode metadata) {
        var value = metadata.path("defaultValue").asString("");
        return "| `%s` | `%s` | %s | %s | %s |"
                .formatted(
                        setting.name(),
                        setting.variable(),
                        setting.form().replace("|", "\\|"),
                        value.isEmpty() ? "" : "`" + value + "`",
                        meaning(metadata));
    }

    private static String meaning(JsonNode metadata) {
        return metadata.path("description")
                .asString("")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }

    private static String list() throws IOException {
        var metadata = metadata();
        var text = new StringBuilder();
        settings().values().stream()
                .collect(Collectors.groupingBy(
                        setting -> setting.name().chop(2).toString(), TreeMap::new, Collectors.toList()))
                .forEach((group, settings) -> {
                    text.append("\n## ").append(group).append("""


                            | setting | environment | must be | default | meaning |
                            |---|---|---|---|---|
                            """);
                    settings.forEach(setting -> text.append(row(
                                    setting,
                                    metadata.getOrDefault(
                                            setting.name().toString(),
                                            JsonMapper.shared().createObjectNode())))
                            .append('\n'));
                });
        return text.toString();
    }

    @Test
    void everySettingIsOnThePageAsTheCodeHasIt() throws IOException {
        var head = Files.readString(PAGE).split(MARK, 2)[0];
        var page = head + MARK + list();
        if (Boolean.getBoolean("almanac.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void theProcessorAndTheStartKnowTheSameSettings() throws IOException {
        assertThat(metadata().keySet()).isEqualTo(settings().keySet());
    }

    @Test
    void everySettingSaysWhatItMeans() throws IOException {
        assertThat(metadata().values())
                .allSatisfy(property -> assertThat(meaning(property))
                        .as(property.get("name").asString())
                        .isNotBlank());
    }

    @Test
    void everyMeasureHasBounds() {
        assertThat(settings().values())
                .filteredOn(setting -> setting.form().matches("a (whole number|size|duration).*"))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.form()).contains(" from ", " to "));
    }
}
