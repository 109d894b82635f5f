package dev.tidegate.emv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a case's literals say of the values that the card was told; how they are meant is told by the case's number. */
final class Hints {
    private static final String SECOND_SCRIPT = "2122232425262728292A2B2C2D2E2F30";

    private final String id;
    private final List<String> literals;
    private final Map<String, String> told;

    Hints(String id, List<String> literals, Map<String, String> told) {
        this.id = id;
        this.literals = literals;
        this.told = told;
    }

    void check() {
        switch (id.substring(0, 7)) {
            case "2EA.001", "2EA.002", "2EA.003", "2EA.006" -> values();
            case "2EA.014", "2EA.016" -> restart();
            case "2EA.017" -> {
                if (literals.size() < 3) {
                    kernelAndQualifiers();
                } else {
                    together();
                }
            }
            case "2EA.018" -> unknownIsZero();
            case "2EA.020" -> padded();
            case "2EB.002" -> configured();
            case "2EC.001" -> exactly();
            case "2EA.021", "2EE.001" -> together();
            default -> masked();
        }
    }

    // One byte: type of transaction; six: amount, then the other amount; seven: the name.
    private void values() {
        boolean other = false;
        for (String literal : literals) {
            switch (literal.length()) {
                case 2 -> assertThat(told.get("9C")).isEqualTo(literal);
                case 12 -> {
                    assertThat(told.get(other ? "9F03" : "9F02")).isEqualTo(literal);
                    other = true;
                }
                default -> assertThat(told.get("9F06")).isEqualTo(literal);
            }
        }
    }

    // One byte is the kernel; the rest are pairs of a value and a mask, of indicators or of qualifiers.
    private void masked() {
        Iterator<String> left = literals.iterator();
        while (left.hasNext()) {
            String value = left.next();
            if (value.length() == 2) {
                assertThat(told.get("9F2A")).isEqualTo(value + "00".repeat(7));
                continue;
            }
            long mask = number(left.next());
            assertThat(number(value(value.length() == 4 ? "D1" : "9F66")) & mask)
                    .isEqualTo(number(value) & mask);
        }
    }

    // As configured, save the two bits that a sale sets.
    private void configured() {
        assertThat(number(value("9F66")) & 0xFF3F_FFFFL).isEqualTo(number(literals.getFirst()));
    }

    private void exactly() {
        for (String literal : literals) {
            assertThat(told.get(literal.length() == 4 ? "D1" : "9F66")).isEqualTo(literal);
        }
    }

    private void restart() {
        assertThat(number(value("D1")) & 0x80).isEqualTo(0x80);
        assertThat(told.get("D2")).isEqualTo(literals.get(2));
        String issuers = String.join("", literals.subList(3, literals.size()));
        String actual = told.getOrDefault("91", "") + told.getOrDefault("71", "") + told.getOrDefault("72", "");
        // One case has 71's literal for a card that asks for 72.
        assertThat(List.of(issuers, issuers.replace("1112131415161718191A1B1C1D1E1F20", SECOND_SCRIPT)))
                .contains(actual);
    }

    private void kernelAndQualifiers() {
        assertThat(told.get("9F2A")).isEqualTo(literals.getFirst() + "00".repeat(7));
        if (literals.size() == 2) {
            assertThat(told.get("9F66")).isEqualTo(literals.get(1));
        }
    }

    private void together() {
        String all = String.join("", told.values());
        String longest = "";
        for (String literal : literals) {
            assertThat(all).contains(literal);
            longest = all.contains(longest + literal) ? longest + literal : literal;
        }
    }

    // What a card puts beside its application for a terminal's tag, or for one that nobody knows, is not told back.
    private void unknownIsZero() {
        assertThat(told)
                .containsEntry("9F02", literals.get(0))
                .containsEntry("9F03", literals.get(1))
                .containsEntry("DF01", "00")
                .containsEntry("C1", "0000")
                .containsEntry("85", "00")
                .containsEntry("9F25", "0000");
        assertThat(told.get("9F37")).isNotEqualTo(literals.get(2));
    }

    private void padded() {
        int amount = value("9F02").length();
        assertThat(told.get("9F02")).isEqualTo("0".repeat(amount - 1) + "2");
        assertThat(told.get("9F37")).startsWith("A1B2C3D4").matches("A1B2C3D4(00)+");
        assertThat(told.get("9F16")).matches("3132333435363738393031323334350*");
        assertThat(told.get("9F1C")).matches("5445524D31323334(00)+");
    }

    private String value(String tag) {
        return Objects.requireNonNull(told.get(tag));
    }

    private static long number(String hex) {
        return Long.parseLong(hex, 16);
    }
}
