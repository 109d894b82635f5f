package dev.tidegate.simulator.pinpad;

import java.util.Locale;

/** What the person before the pad does. */
sealed interface Press {
    /** Types digits and confirms them. */
    record Digits(String pin) implements Press {
        public Digits {
            if (!pin.matches("[0-9]{4,12}")) {
                throw new IllegalArgumentException("a PIN has 4 to 12 digits");
            }
        }

        @Override
        public String toString() {
            return "Digits[****]";
        }
    }

    /** Types the PIN that the demo's cards have. */
    record Right() implements Press {}

    /** Types another. */
    record Wrong() implements Press {}

    record Cancel() implements Press {}

    /** Confirms without a digit, which goes on without a PIN. */
    record Bypass() implements Press {}

    /** @throws IllegalArgumentException neither one of the words nor a PIN */
    static Press of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "right" -> new Right();
            case "wrong" -> new Wrong();
            case "cancel" -> new Cancel();
            case "bypass" -> new Bypass();
            default -> new Digits(text);
        };
    }
}
