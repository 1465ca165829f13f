package dev.almanac.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.almanac.architecture.Code.ALL;
import static dev.almanac.architecture.Code.MAIN;
import static dev.almanac.architecture.Code.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/** What code here does not do, and how large it does not grow. */
@SelfContained
class HabitTests {

    private static final int MOST_TYPES = 19;
    private static final int MOST_LINES = 500;

    private static final Pattern EMPTY_WORDS =
            Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl)|(Base|Common|Abstract)\\p{Lu}.*");

    @Test
    void nothingWaitsForAPublisher() {
        // The start itself runs on no event loop, and must have its data before it says that the server is ready. A job
        // has a virtual
        // thread of its own.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.almanac.local.sample.SampleStart")
                .and()
                .doNotHaveFullyQualifiedName("dev.almanac.platform.job.JobThread")
                .should()
                .accessTargetWhere(
                        target(nameMatching("block|blockFirst|blockLast|blockOptional|toFuture|toIterable|toStream"))
                                .and(target(With.owner(assignableTo(Publisher.class))))
                                .as("a Publisher is waited for"))
                .orShould()
                .accessTargetWhere(target(nameMatching("get|join|resultNow"))
                        .and(target(With.owner(assignableTo(Future.class))))
                        .as("a Future is waited for"))
                .check(MAIN);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.almanac.platform.ClockConfiguration")
                .should()
                .accessTargetWhere(
                        target(DescribedPredicate.describe("reads no injected clock", HabitTests::readsTheTime)))
                .check(MAIN);
    }

    private static boolean readsTheTime(AccessTarget target) {
        var owner = target.getOwner();
        var name = target.getName();
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
        }
        if (owner.getPackageName().startsWith("java.time") && name.equals("now")) {
            return target instanceof AccessTarget.CodeUnitAccessTarget method
                    && method.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        }
        return (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || (owner.isEquivalentTo(java.util.Date.class) && name.equals("<init>"));
    }

    // Of the package itself, not of a class package-info: javac writes none for one without annotations.
    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(condition(
                        "live in a package that is @NullMarked",
                        type -> type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")
                                ? Stream.empty()
                                : Stream.of(type.getFullName() + " lives in a package that is not")))
                .check(ALL);
    }

    @Test
    void aPackageHasFewTypes() {
        Map<String, Long> sizes = MAIN.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertThat(sizes).isNotEmpty();
        sizes.values().removeIf(size -> size <= MOST_TYPES);
        assertThat(sizes).as("packages of more than %d types", MOST_TYPES).isEmpty();
    }

    @Test
    void aFileIsShort() throws IOException {
        Map<String, Integer> lengths = new TreeMap<>();
        try (var files = Files.walk(Path.of("src"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                lengths.put(file.toString(), Files.readAllLines(file).size());
            }
        }
        assertThat(lengths).isNotEmpty();
        lengths.values().removeIf(lines -> lines <= MOST_LINES);
        assertThat(lengths).as("files of more than %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void namesSaySomething() {
        var empty = ALL.stream()
                .map(JavaClass::getSimpleName)
                .filter(EMPTY_WORDS.asMatchPredicate())
                .toList();
        assertThat(empty).as("names made of words that say nothing").isEmpty();
    }
}
