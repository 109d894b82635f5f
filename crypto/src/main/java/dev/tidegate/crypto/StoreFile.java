package dev.tidegate.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Reads and writes whole keystores of one kind. */
enum StoreFile {
    /** What the JDK and Dropwizard read. */
    PKCS12("PKCS12") {
        @Override
        KeyStore empty() throws GeneralSecurityException {
            return KeyStore.getInstance(type());
        }

        @Override
        void save(KeyStore store, OutputStream out, char[] password) throws GeneralSecurityException, IOException {
            store.store(out, password);
        }
    },
    /** Bouncy Castle's own, which holds AES keys well (FIPS style: AES-CCM, PBKDF2 with HMAC-SHA-512). */
    BCFKS("BCFKS") {
        @Override
        KeyStore empty() throws GeneralSecurityException {
            return KeyStore.getInstance(type(), BOUNCY_CASTLE);
        }

        @Override
        void save(KeyStore store, OutputStream out, char[] password) throws GeneralSecurityException, IOException {
            store.store(new BCFKSLoadStoreParameter.Builder(out, password)
                    .withStorePBKDFConfig(new PBKDF2Config.Builder()
                            .withPRF(PBKDF2Config.PRF_SHA512)
                            .withIterationCount(ITERATIONS)
                            .build())
                    .build());
        }
    };

    /**
     * Of a password's derivation, the least that NIST SP 800-132 names. Our passwords are 192 random bits, which no
     * derivation has to make harder to guess; the usual counts took a quarter of a start's time.
     */
    private static final int ITERATIONS = 1_000;

    static {
        // The JDK takes them from nowhere else; they hold for stores that are written, not for those that are read.
        for (String part : List.of("mac", "certPbe", "keyPbe")) {
            Security.setProperty("keystore.pkcs12." + part + "IterationCount", Integer.toString(ITERATIONS));
        }
    }

    /** A thousand times a store of ours. */
    private static final int FILE_BYTES_MAX = 4 << 20;

    // Used by reference and never registered: nothing else in the process changes its provider.
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final String type;

    StoreFile(String type) {
        this.type = type;
    }

    abstract KeyStore empty() throws GeneralSecurityException;

    abstract void save(KeyStore store, OutputStream out, char[] password) throws GeneralSecurityException, IOException;

    String type() {
        return type;
    }

    /** What is put into a new store. */
    interface Filling {
        void into(KeyStore store, char[] password) throws GeneralSecurityException, IOException;
    }

    /** @throws KeyFileException a store is there already, or the disk refuses */
    void write(Path file, SecureRandom chance, Filling filling) {
        if (Files.exists(file)) {
            throw new KeyFileException(file, "is there already");
        }
        KeyFiles.write(file, filled(file, StorePassword.create(file, chance).toCharArray(), filling));
    }

    /**
     * Puts a store in the place of another, or of none. The password stays, so that one file changes and a cut leaves
     * the old store or the new one.
     *
     * @throws KeyFileException the disk refuses; what was there is still there
     */
    void replace(Path file, SecureRandom chance, Filling filling) {
        String password = StorePassword.exists(file) ? StorePassword.of(file) : StorePassword.create(file, chance);
        KeyFiles.replace(file, filled(file, password.toCharArray(), filling));
    }

    private byte[] filled(Path file, char[] password, Filling filling) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            KeyStore store = empty();
            store.load(null, password);
            filling.into(store, password);
            save(store, out, password);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyFileException(file, "cannot be made: " + e.getClass().getSimpleName());
        }
    }

    /**
     * What the inventory says of the one key in a store with its certificate.
     *
     * @throws KeyFileException missing, damaged, or the password is wrong
     */
    InventoryRow row(Path file, KeyRole role, Instant now) {
        KeyStore store = read(file, StorePassword.of(file).toCharArray());
        try {
            for (String name : Collections.list(store.aliases())) {
                if (store.isKeyEntry(name) && store.getCertificate(name) instanceof X509Certificate own) {
                    Instant from = own.getNotBefore().toInstant();
                    Instant to = own.getNotAfter().toInstant();
                    InventoryRow.State state = now.isBefore(to) ? InventoryRow.State.CURRENT : InventoryRow.State.PAST;
                    String serial = own.getSerialNumber().toString(16);
                    return new InventoryRow(serial, "EC P-256", role, "file", from, to, state, null, "");
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(file, "cannot be read");
        }
        throw new KeyFileException(file, "holds no key");
    }

    /** @throws KeyFileException missing, damaged, or the password is wrong */
    KeyStore read(Path file, char[] password) {
        byte[] content = KeyFiles.read(file, FILE_BYTES_MAX);
        try {
            KeyStore store = empty();
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new KeyFileException(file, "is damaged, or its password is wrong");
        }
    }
}
