package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.KeyImportRefusedException.Code;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.KeyCheckValue;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesNotAllowedException;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a key in clear parts into the gateway: two or more people, each in a session of their own, each with a part as
 * long as the key and its check value; the key is the parts' exclusive or, and is taken when its own check value is
 * right (PCI PIN Security 6-1, PCI DSS 3.7.6: split knowledge and dual control).
 *
 * <p>Between sessions what is there so far lies in one file, whole and sealed under a key of the vault; after a day it
 * is gone. Check values: of AES keys five bytes of a CMAC, of triple DES three bytes of an enciphered zero block
 * ({@link KeyCheckValue}).
 *
 * <p>Every method wipes nothing that the caller gave: parts and passphrases are the caller's to wipe. One process at a
 * time.
 */
public final class KeyCeremony {
    static final Duration LASTS = Duration.ofHours(24);
    static final int PARTS_MIN = 2;

    private static final byte[] PLACE = Sha256.label("ceremony");
    private static final int FILE_BYTES_MAX = 4_096;

    private final Path file;
    private final AesKeys seal;
    private final ImportedKeys imported;
    private final Custodians custodians;
    private final TdesSwitch tdes;
    private final InstantSource clock;

    /** How far it is. */
    private static final class Standing {
        final ImportedKey key;
        final Instant began;
        final List<String> people;
        final byte[] sum;

        Standing(ImportedKey key, Instant began, List<String> people, byte[] sum) {
            this.key = key;
            this.began = began;
            this.people = List.copyOf(people);
            this.sum = sum;
        }
    }

    KeyCeremony(
            Path file,
            AesKeys seal,
            ImportedKeys imported,
            Custodians custodians,
            TdesSwitch tdes,
            InstantSource clock) {
        this.file = file;
        this.seal = seal;
        this.imported = imported;
        this.custodians = custodians;
        this.tdes = tdes;
        this.clock = clock;
    }

    /** Somebody who says who they are; the passphrase is the caller's to wipe. */
    public static final class Person {
        private final String name;
        private final char[] passphrase;

        public Person(String name, char[] passphrase) {
            this.name = name;
            this.passphrase = passphrase;
        }
    }

    /**
     * Begins a ceremony with its first part.
     *
     * @throws KeyImportRefusedException and nothing is kept
     * @throws KeyUnavailableException the vault cannot be used now
     */
    public void begin(Person person, ImportedKey key, byte[] part, Octets checkValue) {
        custodians.authenticate(person.name, person.passphrase);
        require(standingOrNull() == null, Code.OPEN_ALREADY);
        require(!imported.has(key.id()), Code.ID_TAKEN);
        check(key.algorithm(), part, checkValue);
        keep(new Standing(key, clock.instant(), List.of(person.name), part));
    }

    /**
     * Adds a part.
     *
     * @return how many there are now
     */
    public int part(Person person, byte[] part, Octets checkValue) {
        custodians.authenticate(person.name, person.passphrase);
        Standing standing = standing();
        byte[] sum = new byte[0];
        try {
            require(!standing.people.contains(person.name), Code.SAME_CUSTODIAN);
            require(part.length == standing.sum.length, Code.ALGORITHM);
            check(standing.key.algorithm(), part, checkValue);
            sum = standing.sum.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] ^= part[i];
            }
            List<String> people = new ArrayList<>(standing.people);
            people.add(person.name);
            keep(new Standing(standing.key, standing.began, people, sum));
            return people.size();
        } finally {
            Wipe.all(sum, standing.sum);
        }
    }

    /**
     * Takes the key, when its check value is right; the ceremony is over then. Done by one who gave a part.
     *
     * @return what is known of it now
     */
    public ImportedKeys.Entry finish(Person person, Octets checkValue) {
        custodians.authenticate(person.name, person.passphrase);
        Standing standing = standing();
        try {
            require(standing.people.contains(person.name), Code.NOT_KNOWN);
            require(standing.people.size() >= PARTS_MIN, Code.TOO_FEW_PARTS);
            check(standing.key.algorithm(), standing.sum, checkValue);
            ImportedKeys.Entry entry =
                    new ImportedKeys.Entry(standing.key, checkValue, clock.instant(), standing.people);
            imported.put(entry, standing.sum);
            KeyFiles.shred(file);
            return entry;
        } finally {
            Wipe.all(standing.sum);
        }
    }

    /** Ends a ceremony without a key; any custodian may. */
    public void abort(Person person) {
        custodians.authenticate(person.name, person.passphrase);
        require(Files.exists(file), Code.NONE_OPEN);
        KeyFiles.shred(file);
    }

    // A part is checked as a key is: by length, strength and check value.
    private void check(KeyAlgorithm algorithm, byte[] bytes, Octets checkValue) {
        boolean twoKeys = algorithm == KeyAlgorithm.TDES;
        boolean halves = twoKeys && Arrays.equals(bytes, 0, 8, bytes, 8, Math.min(16, bytes.length));
        require(!MessageDigest.isEqual(bytes, new byte[bytes.length]) && !halves, Code.WEAK);
        try (PaymentKey key = PaymentKey.of(algorithm, bytes, tdes)) {
            Octets its = twoKeys ? KeyCheckValue.legacy(key) : KeyCheckValue.cmac(key);
            require(MessageDigest.isEqual(its.toByteArray(), checkValue.toByteArray()), Code.CHECK_VALUE);
        } catch (IllegalArgumentException | TdesNotAllowedException e) {
            throw new KeyImportRefusedException(Code.ALGORITHM);
        }
    }

    private Standing standing() {
        if (!Files.exists(file)) {
            throw new KeyImportRefusedException(Code.NONE_OPEN);
        }
        Standing standing = standingOrNull();
        if (standing == null) {
            throw new KeyImportRefusedException(Code.EXPIRED);
        }
        return standing;
    }

    /** Absent where there is none, or it is over; then the file goes too. */
    private @Nullable Standing standingOrNull() {
        if (!Files.exists(file)) {
            return null;
        }
        Standing found = read();
        Duration since = Duration.between(found.began, clock.instant());
        if (since.compareTo(LASTS) < 0) {
            return found;
        }
        Wipe.all(found.sum);
        KeyFiles.shred(file);
        return null;
    }

    private void keep(Standing standing) {
        CborWriter out = new CborWriter()
                .text(1, standing.key.id())
                .text(2, standing.key.usage())
                .text(3, standing.key.algorithm().name())
                .number(4, standing.key.mode())
                .number(5, standing.began.toEpochMilli())
                .text(6, String.join(" ", standing.people))
                .octets(7, standing.sum);
        byte[] map = out.map();
        try {
            KeyFiles.replace(file, seal.seal(map, PLACE));
        } finally {
            out.wipe();
            Wipe.all(map);
        }
    }

    private Standing read() {
        byte[] map = new byte[0];
        try {
            map = seal.open(KeyFiles.read(file, FILE_BYTES_MAX), PLACE);
            CborMap in = CborMap.read(map);
            ImportedKey key = new ImportedKey(
                    in.text(1), in.text(2), in.constant(3, KeyAlgorithm.class), (char) in.number(4, 'Z'));
            Instant began = Instant.ofEpochMilli(in.number(5));
            List<String> people = List.of(in.text(6).split(" "));
            byte[] sum = in.bytes(7);
            in.end();
            return new Standing(key, began, people, sum);
        } catch (Rejection e) {
            throw new KeyFileException(file, "is damaged: delete it and begin again");
        } finally {
            Wipe.all(map);
        }
    }

    private static void require(boolean met, Code code) {
        if (!met) {
            throw new KeyImportRefusedException(code);
        }
    }
}
