package dev.tidegate.simulator.acquirer.tls;

import java.util.Arrays;
import java.util.Optional;

/** What the host shows a gateway. */
public enum CertificateKind {
    /** For localhost and 127.0.0.1, by the authority in the state folder. */
    TRUSTED("trusted"),
    /** For another name, by the same authority. */
    WRONG_NAME("wrongName"),
    /** It ended yesterday. */
    EXPIRED("expired"),
    /** By an authority that nobody has been told of. */
    UNKNOWN_AUTHORITY("unknownAuthority");

    private final String optionName;

    CertificateKind(String optionName) {
        this.optionName = optionName;
    }

    public static Optional<CertificateKind> named(String optionName) {
        return Arrays.stream(values())
                .filter(kind -> kind.optionName.equals(optionName))
                .findFirst();
    }

    public String optionName() {
        return optionName;
    }
}
