package dev.almanac.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the product is made of is known, fixed and fit to be passed on. */
@Tag("F8")
class SupplyTests {

    /** As the bill of materials names them: by SPDX where it can, else as the library does. */
    private static final Set<String> PERMISSIVE = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "LGPL-2.1-only",
            "MIT",
            "MIT-0",
            "iCal4j - License");

    private static JsonNode bill() throws IOException {
        try (var file = Objects.requireNonNull(
                SupplyTests.class.getResourceAsStream("/META-INF/sbom/application.cdx.json"),
                "no bill of materials was made")) {
            return JsonMapper.shared().readTree(file);
        }
    }

    @Test
    void aBillOfMaterialsListsEachLibraryInOneVersionWithALicence() throws IOException {
        var bill = bill();
        assertThat(bill.get("bomFormat").asString()).isEqualTo("CycloneDX");
        Map<String, Set<String>> versions = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (JsonNode component : bill.get("components")) {
            var name = component.path("group").asString("") + ":"
                    + component.get("name").asString();
            versions.computeIfAbsent(name, first -> new TreeSet<>())
                    .add(component.get("version").asString());
            if (component.get("version").asString().endsWith("SNAPSHOT")) {
                faults.add(name + " is a snapshot");
            }
            List<String> licences = new ArrayList<>(component.path("licenses").findValuesAsString("id"));
            licences.addAll(component.path("licenses").findValuesAsString("name"));
            licences.addAll(component.path("licenses").findValuesAsString("expression"));
            if (licences.stream().noneMatch(PERMISSIVE::contains)) {
                faults.add(name + " has the licences " + licences);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(versions)
                .hasSizeGreaterThan(80)
                .containsKeys(
                        "org.springframework.graphql:spring-graphql",
                        "com.graphql-java:graphql-java",
                        "org.postgresql:r2dbc-postgresql",
                        "com.github.kagkarlsson:db-scheduler")
                .allSatisfy((name, several) -> assertThat(several).as(name).hasSize(1));
    }

    @Test
    void theBuildRefusesSnapshotsAndDependenciesDeclaredTwice() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<requireReleaseDeps>", "<banDuplicatePomDependencyVersions/>");
    }

    @Test
    void theWrapperChecksWhatItFetches() throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of(".mvn/wrapper/maven-wrapper.properties"))) {
            properties.load(file);
        }
        assertThat(properties.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
        assertThat(properties.getProperty("distributionUrl")).startsWith("https://");
    }
}
