package dev.tidegate.crypto;

import dev.tidegate.crypto.KeyImportRefusedException.Code;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import java.util.Set;

/**
 * What a key is for that two people bring to the gateway (X9.143:2021, 6.3). What is not allowed here is refused before
 * anybody types a part.
 *
 * @param id 2 to 32 small letters, digits, dots and dashes: how the gateway's configuration names it
 * @param usage e.g. {@code K0} key encryption, {@code K1} key-block protection, {@code M6} CMAC, {@code D0} data
 * @param algorithm AES or TDES
 * @param mode e.g. {@code B} both ways, {@code C} make and check a code
 */
public record ImportedKey(String id, String usage, KeyAlgorithm algorithm, char mode) {
    /**
     * Base derivation and initial keys, and whatever touches a PIN: the gateway never holds them (docs/decisions.md,
     * design "PAN surrogates and reader ciphertext").
     */
    private static final Set<Character> NEVER = Set.of('B', 'P', 'V');

    /** @throws KeyImportRefusedException FORM, USAGE or ALGORITHM */
    public ImportedKey {
        boolean form =
                id.matches("[a-z][a-z0-9.-]{1,31}") && usage.matches("[A-Z][0-9]") && "BCDEGNSTVXY".indexOf(mode) >= 0;
        if (!form) {
            throw new KeyImportRefusedException(Code.FORM);
        }
        if (NEVER.contains(usage.charAt(0))) {
            throw new KeyImportRefusedException(Code.USAGE);
        }
        if (algorithm != KeyAlgorithm.AES && algorithm != KeyAlgorithm.TDES) {
            throw new KeyImportRefusedException(Code.ALGORITHM);
        }
    }
}
