package dev.tidegate.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What may not be used, and the one place each where a standard asks for it. The simulators are nobody's till: EMV's
 * triple DES and SHA-1 are theirs to do as the standard says.
 */
final class CryptographyFencesTest {
    private static final String PRODUCT = "dev.tidegate..";
    private static final String[] OUTSIDE = {"dev.tidegate.simulator..", "dev.tidegate.demo", "dev.tidegate.storm.."};

    /** SHA-1 is what EMV signs card certificates with (Book 2, B3.1); nothing of ours rests on it. */
    private static final String EMV_HASH = "dev.tidegate.emv.data.Sha1";

    /** One or two blocks, as DUKPT, check values and PIN blocks are made of them. */
    private static final String BLOCKS = "dev.tidegate.crypto.payment.Blocks";

    /** ISO 9797-1 algorithm 3 ends in two operations of single DES. */
    private static final String RETAIL_MAC = "dev.tidegate.crypto.payment.MacScheme";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.tidegate");

    /** Names of algorithms in the sources of the product, and the file that may hold each. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "\"[^\"]*\\bECB\\b[^\"]*\"", List.of(),
            "\"MD[245]\\b[^\"]*\"", List.of(),
            "\"(SHA-?1|SHA|[A-Za-z]*SHA1[A-Za-z]*)\"", List.of("Sha1.java"),
            "\"(RC4|ARCFOUR|DES|DESede)[\"/]", List.of());

    @TestFactory
    Stream<DynamicTest> house_everyFence_holds() {
        return fences().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> fence_aClassThatBreaksIt_isFound() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        return fences().map(rule -> DynamicTest.dynamicTest(
                rule.getDescription(),
                () -> assertThat(rule.evaluate(offender).hasViolation()).isTrue()));
    }

    @Test
    void sources_aForbiddenName_isNowhere() throws IOException {
        List<String> found = new java.util.ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            WORDS.forEach((word, allowed) -> {
                boolean fenced = allowed.contains(source.getFileName().toString());
                if (!fenced && Pattern.compile(word).matcher(text).find()) {
                    found.add(source.getFileName() + ": " + word);
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void words_thatAreForbidden_areFound() {
        for (String offence : List.of(
                "Cipher.getInstance(\"AES/ECB/NoPadding\")",
                "\"MD5\"",
                "\"SHA-1\"",
                "\"SHA1withRSA\"",
                "\"DES/CBC\"")) {
            assertThat(WORDS.keySet())
                    .as(offence)
                    .anyMatch(word -> Pattern.compile(word).matcher(offence).find());
        }
        assertThat(WORDS.keySet())
                .noneMatch(word -> Pattern.compile(word)
                        .matcher("\"SHA-256\" \"HmacSHA256\" \"AES/GCM/NoPadding\" \"SHA256withECDSA\"")
                        .find());
    }

    private static Stream<ArchRule> fences() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage(PRODUCT)
                        .and()
                        .resideOutsideOfPackages(OUTSIDE)
                        .and()
                        .resideOutsideOfPackage("dev.tidegate.crypto..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(Cipher.class.getName())
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("javax.crypto.Mac")
                        .as("ciphers and codes only in crypto"),
                noClasses()
                        .that()
                        .resideInAPackage(PRODUCT)
                        .and()
                        .resideOutsideOfPackages(OUTSIDE)
                        .and()
                        .doNotHaveFullyQualifiedName(EMV_HASH)
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.crypto.Sha256")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.crypto.Providers")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.till.http.Keys")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.till.ledger.LedgerDigest")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.certification.evidence.Signing")
                        .should()
                        .callMethod(MessageDigest.class, "getInstance", String.class)
                        .as("digests are made in a few named classes"),
                noClasses()
                        .that()
                        .resideInAPackage(PRODUCT)
                        .and()
                        .doNotHaveFullyQualifiedName(BLOCKS)
                        .and()
                        .doNotHaveFullyQualifiedName(RETAIL_MAC)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.bouncycastle.crypto.engines..")
                        .as("bare block ciphers only in Blocks and the retail MAC"),
                noClasses()
                        .that()
                        .resideInAPackage(PRODUCT)
                        .should()
                        .callConstructor(SecureRandom.class, byte[].class)
                        .orShould()
                        .callMethod(SecureRandom.class, "setSeed", byte[].class)
                        .orShould()
                        .callMethod(SecureRandom.class, "setSeed", long.class)
                        .as("no SecureRandom with a seed of ours"),
                noClasses()
                        .that()
                        .resideInAPackage(PRODUCT)
                        .and()
                        .resideOutsideOfPackages(OUTSIDE)
                        .should()
                        .callConstructor(Random.class)
                        .orShould()
                        .callConstructor(Random.class, long.class)
                        .orShould()
                        .callMethod(Math.class, "random")
                        .as("no java.util.Random in the product"),
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.tidegate.crypto..", "dev.tidegate.house..")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.crypto.Pkcs11")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.crypto.SealProof")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.tidegate.crypto.KnownAnswers")
                        .should()
                        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                        .as("bytes are compared in constant time in crypto, but public keys and known answers"));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Project.folder())) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/simulators/"))
                    .toList();
        }
    }

    /** Breaks every fence, so that each is known to bite. */
    static final class Offender {
        boolean offend(byte[] one, byte[] other) throws NoSuchAlgorithmException, NoSuchPaddingException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            SecureRandom seeded = new SecureRandom(one);
            Random guessed = new Random();
            Object bare = new org.bouncycastle.crypto.engines.DESEngine();
            return Arrays.equals(one, other) && cipher.equals(digest) && seeded.equals(guessed) && bare.equals(one);
        }

        private Offender() {}
    }
}
