package dev.almanac.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The classes of the product, and words to speak about them in rules. */
final class Code {

    static final String ROOT = "dev.almanac";

    /** What is shipped. */
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** What is shipped, and the tests. */
    static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);

    private Code() {}

    /** The first folder below the root that a type lives in; empty for the root itself and what is not ours. */
    static String module(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith(ROOT + ".") ? segments(name).get(2) : "";
    }

    static List<String> segments(String packageName) {
        return Arrays.asList(packageName.split("\\.", -1));
    }

    /** Types none of whose packages has one of these names. */
    static DescribedPredicate<JavaClass> outside(String... names) {
        var some = Set.of(names);
        return DescribedPredicate.describe(
                "are outside the packages named " + String.join(", ", names),
                type -> segments(type.getPackageName()).stream().noneMatch(some::contains));
    }

    static DescribedPredicate<JavaClass> that(String description, Predicate<JavaClass> holds) {
        return DescribedPredicate.describe(description, holds);
    }

    /** A condition that a type breaks once with each of these messages. */
    static ArchCondition<JavaClass> condition(String description, Function<JavaClass, Stream<String>> violations) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                violations.apply(type).forEach(message -> events.add(SimpleConditionEvent.violated(type, message)));
            }
        };
    }
}
