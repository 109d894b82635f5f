package dev.tidegate.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import javax.security.auth.login.FailedLoginException;

/**
 * Sessions with a PKCS #11 token by the JDK's provider SunPKCS11. The provider is used by reference and never
 * registered: nothing else in the process comes near the token.
 */
final class Pkcs11 implements TokenVault.Opener {
    private static final int PIN_BYTES_MAX = 256;
    private static final int CAUSES_MAX = 8;

    /** What a key may do is said when it is made, and cannot be changed later. */
    private static final String ATTRIBUTES = """
            attributes(generate,CKO_PRIVATE_KEY,CKK_EC) = {
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_DERIVE = true
              CKA_SIGN = false
            }
            attributes(generate,CKO_SECRET_KEY,CKK_AES) = {
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_ENCRYPT = true
              CKA_DECRYPT = true
            }
            attributes(generate,CKO_SECRET_KEY,CKK_GENERIC_SECRET) = {
              CKA_SENSITIVE = false
              CKA_EXTRACTABLE = true
            }
            """;

    private final VaultPlace.OnToken place;
    private byte[] refusedPin = new byte[0];

    Pkcs11(VaultPlace.OnToken place) {
        this.place = place;
    }

    /**
     * Finds the token and logs in. A PIN that the token has refused is not tried again until the file holds another:
     * after a few wrong ones a token locks itself.
     */
    @Override
    public synchronized KeySession open() throws GeneralSecurityException {
        byte[] pin = pin();
        char[] characters = new String(pin, StandardCharsets.US_ASCII).toCharArray();
        try {
            if (refusedPin.length > 0 && Arrays.equals(refusedPin, Sha256.of(pin))) {
                throw new KeyUnavailableException("the token has refused the PIN in " + place.pinFile());
            }
            Provider provider = Security.getProvider("SunPKCS11").configure(configuration());
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, characters);
            refusedPin = new byte[0];
            return new KeySession(store, provider, null);
        } catch (IOException e) {
            if (isRefused(e)) {
                refusedPin = Sha256.of(pin);
                throw new KeyUnavailableException("the token has refused the PIN in " + place.pinFile());
            }
            throw new KeyUnavailableException("the token cannot be logged in to");
        } finally {
            Wipe.all(pin);
            Arrays.fill(characters, '0');
        }
    }

    private byte[] pin() {
        byte[] content;
        try {
            content = KeyFiles.read(place.pinFile(), PIN_BYTES_MAX);
        } catch (KeyFileException e) {
            throw new KeyUnavailableException("the token's PIN cannot be read: " + e.getMessage());
        }
        int length = 0;
        while (length < content.length && content[length] != '\n' && content[length] != '\r') {
            length++;
        }
        byte[] pin = Arrays.copyOf(content, length);
        Wipe.all(content);
        return pin;
    }

    // The library's own code for a wrong PIN is turned into this type; its text is not looked at.
    private static boolean isRefused(Throwable top) {
        Throwable at = top;
        for (int i = 0; i < CAUSES_MAX && at != null; i++) {
            if (at instanceof FailedLoginException) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private String configuration() {
        return "--name = Tidegate\nlibrary = " + place.library() + "\n"
                + (place.byNumber() ? "slot = " : "slotListIndex = ") + place.slot() + "\n" + ATTRIBUTES;
    }
}
