package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.almanac.server.SelfContained;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

@SelfContained
class ThreatReportTests {

    @Test
    void everyThreatThatATestNamesIsListed() {
        var tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("dev.almanac");
        Map<String, String> unknown = new TreeMap<>();
        var known = Threat.all().keySet();
        int[] named = {0};
        for (JavaClass type : tests) {
            Stream.concat(Stream.of(type), type.getMethods().stream())
                    .forEach(element -> tags(element)
                            .filter(tag -> Threat.ID.matcher(tag).matches())
                            .forEach(tag -> {
                                named[0]++;
                                if (!known.contains(tag)) {
                                    unknown.put(tag, type.getName());
                                }
                            }));
        }
        assertThat(named[0]).isGreaterThan(50);
        assertThat(unknown).as("tags that threats.txt does not list").isEmpty();
    }

    private static Stream<String> tags(HasAnnotations<?> element) {
        return element.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                        || annotation.getRawType().isEquivalentTo(Tags.class))
                .flatMap(annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                        ? Stream.of(annotation.as(Tag.class))
                        : Stream.of(annotation.as(Tags.class).value()))
                .map(Tag::value);
    }

    @Test
    void theListHasAllIdsOfEachLetterWithoutAGap() {
        Map<Character, Integer> last = new TreeMap<>();
        for (var id : Threat.all().keySet()) {
            int number = Integer.parseInt(id.substring(1));
            assertThat(number).as(id).isEqualTo(last.getOrDefault(id.charAt(0), 0) + 1);
            last.put(id.charAt(0), number);
        }
        assertThat(last).isEqualTo(Map.of('A', 21, 'B', 20, 'C', 32, 'D', 26, 'E', 44, 'F', 10, 'G', 10));
    }

    @Test
    void aThreatIsMetWhereItsTestsPassedAndNoneFailed() {
        var threats = Map.of(
                "A1", new Threat("A1", List.of("trust"), "one"),
                "A2", new Threat("A2", List.of("trust", "runs"), "two"),
                "A3", new Threat("A3", List.of("runs"), "three"));
        var report = ThreatReport.text(threats, Set.of("A1", "A2", "Z9"), Set.of("A2"));
        assertThat(report)
                .contains("met: 1 of 3")
                .containsPattern("runs +0 of +2 +met: -")
                .containsPattern("trust +1 of +2 +met: A1\\n +not: A2")
                .contains("tests failed of: A2");
    }
}
