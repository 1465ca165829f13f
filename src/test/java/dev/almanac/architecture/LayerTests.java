package dev.almanac.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.almanac.architecture.Code.MAIN;
import static dev.almanac.architecture.Code.ROOT;
import static dev.almanac.architecture.Code.condition;
import static dev.almanac.architecture.Code.outside;
import static dev.almanac.architecture.Code.that;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.almanac.server.SelfContained;
import org.junit.jupiter.api.Test;

/** The floors inside a feature: records, services and ports at the base, GraphQL and PostgreSQL in packages above it. */
@SelfContained
class LayerTests {

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void aPackageNeverUsesThoseInsideIt() {
        classes()
                .should(condition(
                        "not use packages inside their own",
                        type -> type.getDirectDependenciesFromSelf().stream()
                                .filter(use ->
                                        use.getTargetClass().getPackageName().startsWith(type.getPackageName() + "."))
                                .map(Dependency::getDescription)))
                .check(MAIN);
    }

    @Test
    void theBaseKnowsNeitherGraphQlNorR2dbc() {
        noClasses()
                .that(outside("graphql", "graphiql", "postgres", "local"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.graphql..", "graphql..", "org.dataloader..", "io.r2dbc..")
                .check(MAIN);
    }

    @Test
    void graphQlNeverReachesForPostgres() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..graphql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "..postgres..")
                .check(MAIN);
    }

    @Test
    void storesAreUsedByTheirOwnModuleAlone() {
        classes()
                .that(that("are stores", LayerTests::store))
                .should(condition(
                        "be used by their own module alone",
                        store -> store.getDirectDependenciesToSelf().stream()
                                .filter(use ->
                                        !Code.module(use.getOriginClass()).equals(Code.module(store)))
                                .map(Dependency::getDescription)))
                .check(MAIN);
    }

    @Test
    void adaptersArePackagePrivate() {
        classes()
                .that(resideInAPackage(ROOT + "..postgres..").and(that("are of a feature", LayerTests::feature)))
                .and()
                .areTopLevelClasses()
                .should()
                .bePackagePrivate()
                .check(MAIN);
    }

    @Test
    void recurrenceIsPlainJava() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".recurrence..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", ROOT + ".recurrence..")
                .check(MAIN);
    }

    private static boolean store(JavaClass type) {
        return type.getSimpleName().endsWith("Store") && type.isTopLevelClass();
    }

    private static boolean feature(JavaClass type) {
        return !Code.module(type).equals("platform") && !type.getSimpleName().equals("package-info");
    }
}
