package dev.tidegate.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Style that a tool can see. Each rule has a text that breaks it, so that it is known to bite. */
final class TidyTest {
    private static final int LINES_MAX = 500;
    private static final int COLUMNS_MAX = 120;
    private static final int SUPPRESSIONS_MAX = 10;

    private static final Pattern BAD_NAME = Pattern.compile("\\b(?:class|record|interface|enum) "
            + "((?:Default|Abstract|Base)[A-Z]\\w*|\\w+(?:Manager|Helper|Utils?|Impl|Processor|Info))\\b");
    private static final Pattern VAGUE_METHOD = Pattern.compile("\\b(?:void|\\w+) (handle|process)\\(\\)? *\\{");
    private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?! #\\d+)");
    private static final Pattern DIGITS = Pattern.compile("(?<![0-9A-Fa-f])[1-9]\\d{12,18}(?![0-9A-Fa-f])");
    private static final Pattern TEST =
            Pattern.compile("@(?:Test|ParameterizedTest[^\\n]*|TestFactory|RepeatedTest[^\\n]*)\\b");
    private static final Pattern TEST_METHOD =
            Pattern.compile("^ {4}(?:void|\\w[\\w<>]*(?:<[^>]*>)?) (\\w+)\\([^)]*\\)(?: throws [\\w., ]+)? \\{");

    /** Numbers that are printed in public test documents; anything else that passes Luhn may be somebody's. */
    private static final Set<String> TEST_NUMBERS = Set.of(
            "4761739001010119",
            "4761739001010010",
            "4761739001010143",
            "4012345678909", // ANSI X9.24-1:2009, A.4
            "5413330089010012",
            "5413330089020029",
            "5413330089020011",
            "5413330089010434",
            "5413330089099130",
            "5413330089604111",
            "4761340000000050",
            "5413330089600044", // a traced test card of the public emv-bertlv cases
            "4111111111111111", // from here on: payment service providers' public lists of test cards
            "4012888888881881",
            "4242424242424242",
            "4000056655665556",
            "4000002500003155",
            "4444333322221111",
            "4917610000000000",
            "4917300800000000",
            "4462030000000000",
            "5555555555554444",
            "5105105105105100",
            "5200828282828210",
            "5454545454545454",
            "2223003122003222", // to here
            "2223000048400011",
            "374245455400126",
            "3566002020360505",
            "6250941006528599",
            "6011000990139424");

    private static List<Path> sources = List.of();

    @BeforeAll
    static void findSources() throws IOException {
        Path project = Project.folder();
        try (Stream<Path> files = Files.walk(project)) {
            sources = files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f ->
                            !f.toString().contains("/target/") && !f.toString().contains("/node_modules/"))
                    .toList();
        }
    }

    @Test
    void sources_ofTheProject_areFound() {
        assertThat(sources).as("the rules below look at the whole project").hasSizeGreaterThan(100);
    }

    @Test
    void file_longerThanTheTripwire_isNowhere() {
        assertThat(broken((text, report) -> {
                    if (text.lines().count() > LINES_MAX) {
                        report.accept(text, "more than 500 lines");
                    }
                }))
                .isEmpty();
    }

    @Test
    void line_widerThanTheSheet_isNowhere() {
        assertThat(broken((text, report) -> text.lines()
                        .filter(line -> line.length() > COLUMNS_MAX && !line.startsWith("import "))
                        .forEach(line -> report.accept(text, line))))
                .isEmpty();
    }

    @Test
    void name_thatSaysNothing_isNowhere() {
        assertThat(broken(matches(BAD_NAME))).isEmpty();
        assertThat(broken(matches(VAGUE_METHOD))).isEmpty();
        assertThat(BAD_NAME.matcher("final class PaymentManager {").find()).isTrue();
        assertThat(VAGUE_METHOD.matcher("    void handle() {").find()).isTrue();
    }

    @Test
    void todo_withoutAnIssue_isNowhere() {
        assertThat(broken(matches(TODO))).isEmpty();
        assertThat(TODO.matcher("// TO" + "DO mend this").find()).isTrue();
    }

    @Test
    void number_thatPassesLuhn_isAPublishedTestNumber() {
        assertThat(broken((text, report) -> {
                    Matcher runs = DIGITS.matcher(text);
                    while (runs.find()) {
                        if (passesLuhn(runs.group()) && !TEST_NUMBERS.contains(runs.group())) {
                            report.accept(text, "a run of " + runs.group().length() + " digits that passes Luhn");
                        }
                    }
                }))
                .isEmpty();
        assertThat(passesLuhn("4761739001010119")).isTrue();
    }

    @Test
    void number_ofACardInTheDrawer_isAPublishedTestNumber() throws IOException {
        Path drawer = Project.folder()
                .resolve("simulators/card-simulator/src/main/resources/dev/tidegate/simulator/card/cards.json");
        Matcher numbers =
                Pattern.compile("\"number\": \"(\\d+)\"").matcher(Files.readString(drawer, StandardCharsets.UTF_8));

        List<String> found = numbers.results().map(one -> one.group(1)).toList();

        assertThat(found).hasSizeGreaterThan(20).allMatch(TidyTest::passesLuhn).isSubsetOf(TEST_NUMBERS);
    }

    @Test
    void test_switchedOff_isNowhere() {
        assertThat(broken(matches(Pattern.compile("@Disab" + "led\\b")))).isEmpty();
    }

    @Test
    void test_everyName_saysSubjectConditionResult() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                if (TEST.matcher(lines.get(i)).find()) {
                    String method = nextMethod(lines, i);
                    if (!method.matches("[a-z]\\w*_\\w+_\\w+|[a-z]\\w*_\\w+")) {
                        wrong.add(source.getFileName() + ": " + method);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void suppressions_inTheProject_areFew() {
        assertThat(broken(matches(Pattern.compile("@Suppress" + "Warnings"))))
                .hasSizeLessThanOrEqualTo(SUPPRESSIONS_MAX);
    }

    @Test
    void package_ofTheProduct_saysWhatItIs() {
        assertThat(sources.stream()
                        .filter(f -> f.toString().contains("/src/main/java/"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
                .isEmpty();
    }

    private static String nextMethod(List<String> lines, int from) {
        for (int i = from; i < Math.min(lines.size(), from + 40); i++) {
            Matcher method = TEST_METHOD.matcher(lines.get(i));
            if (method.find()) {
                return method.group(1);
            }
        }
        return "a_b";
    }

    private static BiConsumer<String, BiConsumer<String, String>> matches(Pattern pattern) {
        return (text, report) -> {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                report.accept(text, found.group());
            }
        };
    }

    private static List<String> broken(BiConsumer<String, BiConsumer<String, String>> rule) {
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            if (source.endsWith("TidyTest.java")) {
                continue; // It quotes what it forbids.
            }
            try {
                String text = Files.readString(source, StandardCharsets.UTF_8);
                rule.accept(text, (whole, what) -> found.add(source + ": " + what));
            } catch (IOException e) {
                found.add(source + ": cannot be read");
            }
        }
        return found;
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
