package dev.tidegate.simulator.acquirer.wire;

import java.util.Arrays;
import java.util.Optional;

/** What a network message is about: DE 70 in 1987, the function code DE 24 in 1993. */
public enum NetworkFunction {
    SIGN_ON("001", "801"),
    SIGN_OFF("002", "802"),
    KEY_CHANGE("101", "811"),
    CUT_OVER("201", "821"),
    ECHO("301", "831");

    private final String of1987;
    private final String of1993;

    NetworkFunction(String of1987, String of1993) {
        this.of1987 = of1987;
        this.of1993 = of1993;
    }

    /** The function of a network message; empty for one that is none of these. */
    public static Optional<NetworkFunction> of(IsoMessage message) {
        String code = message.text(field(message.mti()));
        return Arrays.stream(values())
                .filter(function -> function.code(message.mti()).equals(code))
                .findFirst();
    }

    /** The field that says it. */
    public static int field(Mti mti) {
        return mti.is1993() ? 24 : 70;
    }

    public String code(Mti mti) {
        return mti.is1993() ? of1993 : of1987;
    }
}
