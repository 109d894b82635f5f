package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;

/** What the kernel is told when the issuer has been asked (EMV 4.4 Book 3, 10.9 to 10.11). */
public sealed interface HostAnswer {
    /**
     * The issuer answered.
     *
     * @param approved whether the second GENERATE AC asks for a TC
     * @param responseCode tag 8A, two ASCII characters
     * @param issuerData tags 91, 71 and 72 as they came, possibly none; several scripts as {@link IssuerObjects} has
     *     them
     */
    record Answered(boolean approved, String responseCode, TlvSet issuerData) implements HostAnswer {
        public Answered {
            if (responseCode.length() != 2) {
                throw new IllegalArgumentException("a response code has two characters");
            }
        }

        /** Tag 8A as bytes. */
        public Octets responseCodeOctets() {
            return Octets.of(responseCode.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    /** The issuer could not be asked: the terminal is unable to go online. */
    record Unable() implements HostAnswer {}
}
