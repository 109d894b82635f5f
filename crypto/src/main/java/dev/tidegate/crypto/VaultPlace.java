package dev.tidegate.crypto;

import java.nio.file.Path;

/** Where a gateway keeps its keys. */
public sealed interface VaultPlace {
    /** In a keystore file of its home: for a shop, and for trying out. */
    record InFile() implements VaultPlace {}

    /**
     * On a PKCS #11 token (a hardware security module, or SoftHSM for tests), from which no key comes out.
     *
     * @param library the token's PKCS #11 library
     * @param slot the slot's number where {@code byNumber}, else its place in the list of slots, from 0
     * @param pinFile holds the user PIN on one line; readable by the gateway alone
     */
    record OnToken(Path library, long slot, boolean byNumber, Path pinFile) implements VaultPlace {
        public OnToken {
            if (slot < 0 || slot > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("an impossible slot");
            }
            if (!library.isAbsolute() || hasOddCharacters(library) || !pinFile.isAbsolute()) {
                throw new IllegalArgumentException("library and PIN file are plain absolute paths");
            }
        }

        // It becomes a line of the provider's configuration, which has a syntax of its own.
        private static boolean hasOddCharacters(Path library) {
            return !library.toString().matches("[A-Za-z0-9/\\\\:._+-]+");
        }
    }
}
