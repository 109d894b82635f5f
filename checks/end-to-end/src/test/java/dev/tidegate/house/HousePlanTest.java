package dev.tidegate.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.tidegate.crypto.pin.PinBlock;
import dev.tidegate.emv.trace.RecordedTransaction;
import dev.tidegate.emv.trace.TraceFile;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom, a line each (docs/architecture.md, "The house"). */
final class HousePlanTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.tidegate");

    private static final String[] WIRING = {
        "dev.tidegate.till", "dev.tidegate.gateway", "dev.tidegate.simulator..", "dev.tidegate.demo"
    };

    @TestFactory
    Stream<DynamicTest> house_everyRule_holds() {
        return rules().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
    }

    @Test
    void house_allModules_areLookedAt() {
        for (String room : List.of("core", "crypto", "emv", "saf", "gateway", "till", "simulator", "demo")) {
            Assertions.assertThat(HOUSE.stream()
                            .anyMatch(each -> each.getPackageName().startsWith("dev.tidegate." + room)))
                    .as("classes of dev.tidegate." + room + " are on the class path of this test")
                    .isTrue();
        }
    }

    @Test
    void rule_aClassThatBreaksIt_isFound() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        EvaluationResult result = noClock("dev.tidegate.house").evaluate(offender);

        Assertions.assertThat(new Offender().now()).isNotNull();
        Assertions.assertThat(result.hasViolation())
                .as("a rule that finds nothing in a class that calls Instant.now() cannot fail")
                .isTrue();
    }

    @Test
    void rule_serviceThatWritesATrace_isFound() {
        JavaClasses offender = new ClassFileImporter().importClasses(TraceOffender.class);

        EvaluationResult result = noTraces("dev.tidegate.house.none").evaluate(offender);
        Function<RecordedTransaction, String> writer = new TraceOffender()::text;

        Assertions.assertThat(writer).isNotNull();
        Assertions.assertThat(result.hasViolation()).isTrue();
    }

    @Test
    void rule_serviceThatOpensPinBlocks_isFound() {
        JavaClasses offender = new ClassFileImporter().importClasses(PinOffender.class);

        EvaluationResult result = noClearPins("dev.tidegate.house").evaluate(offender);

        Assertions.assertThat(new PinOffender().format()).isNotNull();
        Assertions.assertThat(result.hasViolation()).isTrue();
    }

    /** Breaks the rule of traces, so that the rule is known to bite. */
    private static final class TraceOffender {
        String text(RecordedTransaction transaction) {
            return TraceFile.write(transaction);
        }
    }

    /** Breaks the rule of clear PINs, so that the rule is known to bite. */
    private static final class PinOffender {
        PinBlock format() {
            return PinBlock.ISO_0;
        }
    }

    /** Breaks the rule of the clock, so that the rule is known to bite. */
    private static final class Offender {
        Instant now() {
            return Instant.now();
        }
    }

    private static Stream<ArchRule> rules() {
        return Stream.of(
                onlyIn("org.jpos..", "dev.tidegate.gateway.codec.."),
                onlyIn("io.netty..", "dev.tidegate.gateway.link..", "dev.tidegate.simulator.."),
                onlyIn("net.openhft..", "dev.tidegate.saf.."),
                onlyIn("org.bouncycastle..", "dev.tidegate.crypto.."),
                onlyIn("org.jdbi..", "dev.tidegate..ledger..", "dev.tidegate..store.."),
                onlyIn(
                        "io.dropwizard..",
                        "dev.tidegate..http..",
                        "dev.tidegate..config..",
                        "dev.tidegate.till",
                        "dev.tidegate.gateway"),
                onlyIn("jakarta.ws..", "dev.tidegate..http..", "dev.tidegate.till", "dev.tidegate.gateway"),
                onlyIn(
                        "jakarta.validation..",
                        "dev.tidegate..http..",
                        "dev.tidegate..config..",
                        "dev.tidegate.till",
                        "dev.tidegate.gateway"),
                noClasses()
                        .that(resideInAPackage("dev.tidegate.till.."))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.tidegate.gateway..")
                        .as("the till does not know the gateway"),
                noClasses()
                        .that(resideInAPackage("dev.tidegate.gateway.."))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.tidegate.till..", "dev.tidegate.emv..", "dev.tidegate.saf..")
                        .as("the gateway does not know the till, its reader or its journal"),
                noClasses()
                        .that(resideInAPackage("dev.tidegate.simulator.."))
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.tidegate..")
                                .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                        resideInAPackage("dev.tidegate.simulator.."))))
                        .as("simulators import nothing of the product"),
                noClearPins("dev.tidegate.gateway..", "dev.tidegate.till.."),
                noClasses()
                        .that(resideInAPackage("dev.tidegate.emv.."))
                        .and()
                        .resideOutsideOfPackage("dev.tidegate.emv.device")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.fasterxml..")
                        .as("of the drivers only payment devices speak JSON"),
                noTraces("dev.tidegate.emv.trace.."),
                onlyKnows("core.card"),
                onlyKnows("core.emv", "core.card"),
                onlyKnows("core.payment", "core.card", "core.emv"),
                onlyKnows("core.port", "core.card", "core.emv", "core.payment"),
                onlyKnows("core.flow", "core.card", "core.emv", "core.payment", "core.port"),
                slices().matching("dev.tidegate.(**)").should().beFreeOfCycles().as("no package cycles"),
                noClock(WIRING));
    }

    /** PIN Security 2-3: a PIN is clear in the PIN pad and in an HSM, never in a service. */
    private static ArchRule noClearPins(String... services) {
        return noClasses()
                .that()
                .resideInAnyPackage(services)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tidegate.crypto.pin..")
                .as("no service reaches clear PINs");
    }

    /** A trace has a card's number in it: of a card of the drawer, which no part of the product meets. */
    private static ArchRule noTraces(String writer) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(writer, "dev.tidegate.cards..")
                .should()
                .callMethod(TraceFile.class, "write", RecordedTransaction.class)
                .as("no service writes a trace of a card");
    }

    private static ArchRule onlyIn(String library, String... rooms) {
        return noClasses()
                .that()
                .resideInAPackage("dev.tidegate..")
                .and()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " only in " + String.join(", ", rooms));
    }

    private static ArchRule onlyKnows(String room, String... others) {
        String[] allowed = Stream.concat(
                        Stream.of(
                                "java..",
                                "org.jspecify..",
                                "com.google.errorprone.annotations..",
                                "dev.tidegate." + room),
                        Stream.of(others).map(each -> "dev.tidegate." + each))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.tidegate." + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .as(room + " knows " + (others.length == 0 ? "nothing" : String.join(", ", others)));
    }

    private static ArchRule noClock(String... except) {
        String[] wiring = except.length == 1 ? new String[] {"nobody"} : except;
        return noClasses()
                .that()
                .resideOutsideOfPackages(wiring)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .as("clock and chance are handed in; only wiring takes them");
    }
}
