package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's keys: the recipient keys of past, current and coming periods, the column keys, and the key that wraps
 * chain keys; in a file or on a token ({@link VaultPlace}). Safe to use from several threads.
 */
public final class GatewayKeys implements AutoCloseable {
    /** A till's clock may be slow when it is new. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    /** At most so much of it opens with one key (payment.md). */
    private static final Duration TRACK_KEY_USED = Duration.ofHours(1);
    /** A key is destroyed with the last of what it has sealed: in a small shop its number of uses alone takes years. */
    private static final Duration CARD_KEY_USED = Duration.ofDays(30);
    /** An auditor's year, and a month: hours are many. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private static final List<KeyRole> SECRETS = List.of(KeyRole.CARD_COLUMN, KeyRole.TRACK_COLUMN, KeyRole.CHAIN_WRAP);

    private final KeyVault vault;
    private final KeyRegister register;
    private final RecipientKeys recipientKeys;
    private final ColumnSeal columns;
    private final AesKeys chain;
    private final AesKeys imports;

    GatewayKeys(KeyVault vault, KeyRegister register) {
        SecureRandom chance = new SecureRandom();
        this.vault = vault;
        this.register = register;
        this.recipientKeys = new RecipientKeys(register, vault);
        this.columns = new ColumnSeal(
                new AesKeys("tidegate/column/card/v1", KeyRole.CARD_COLUMN, register, vault, chance),
                new AesKeys("tidegate/column/track/v1", KeyRole.TRACK_COLUMN, register, vault, chance));
        this.imports = new AesKeys("tidegate/import/v1", KeyRole.KEY_IMPORT, register, vault, chance);
        this.chain = new AesKeys("tidegate/chain-key/v1", KeyRole.CHAIN_WRAP, register, vault, chance);
    }

    /**
     * Makes new keys.
     *
     * @throws KeyFileException the vault holds keys already, or the disk refuses
     * @throws KeyUnavailableException the token cannot be used
     */
    static GatewayKeys create(KeyVault vault, Path registerFile, RotationPlan plan, Instant now) {
        if (vault.list().stream().anyMatch(found -> found.name().startsWith(RegisteredKey.OURS))) {
            throw new KeyFileException(registerFile, "belongs to a vault that holds keys of a gateway already");
        }
        KeyRegister register = KeyRegister.empty(registerFile);
        GatewayKeys keys = new GatewayKeys(vault, register);
        Instant created = now.truncatedTo(ChronoUnit.SECONDS);
        List<RegisteredKey> made = new ArrayList<>();
        for (KeyRole role : SECRETS) {
            RegisteredKey key = RegisteredKey.of(role, 1, created);
            vault.makeSecret(key.name());
            made.add(key);
        }
        vault.save();
        register.put(made);
        keys.prepare(now, plan);
        return keys;
    }

    /**
     * Opens keys that are there. A token need not be: it is asked when a key is needed.
     *
     * @throws KeyFileException the register is missing or damaged; the gateway refuses to start
     */
    static GatewayKeys open(KeyVault vault, Path registerFile, Instant now) {
        KeyRegister register = KeyRegister.read(registerFile);
        try {
            putInOrder(vault, register, now);
        } catch (KeyUnavailableException e) {
            // Nothing is lost by waiting: what the register does not know yet, no till has been told of.
            return new GatewayKeys(vault, register);
        }
        return new GatewayKeys(vault, register);
    }

    // A crash may come between vault and register: a key that was made is taken in, one that was to go is destroyed.
    private static void putInOrder(KeyVault vault, KeyRegister register, Instant now) {
        List<RegisteredKey> adopted = new ArrayList<>();
        boolean destroyed = false;
        for (KeyVault.Found found : vault.list()) {
            RegisteredKey known = register.find(found.name());
            RegisteredKey read = known == null ? read(found, now) : null;
            if (read != null && read.name().equals(found.name())) {
                adopted.add(read);
            } else if (known != null && !known.exists()) {
                vault.destroy(found.name());
                destroyed = true;
            }
        }
        if (!adopted.isEmpty()) {
            register.put(adopted);
        }
        if (destroyed) {
            vault.save();
        }
    }

    private static @Nullable RegisteredKey read(KeyVault.Found found, Instant now) {
        X509Certificate certificate = found.certificate();
        Instant created = now.truncatedTo(ChronoUnit.SECONDS);
        if (certificate == null) {
            return RegisteredKey.parse(found.name(), created);
        }
        Octets spki = Octets.of(certificate.getPublicKey().getEncoded());
        for (Suite suite : Suite.values()) {
            if (suite.isKey(spki)) {
                RecipientKey key = RecipientKey.of(
                        spki,
                        suite,
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant());
                return RegisteredKey.of(key, created);
            }
        }
        return null;
    }

    /** The private keys that open. */
    public RecipientKeys recipientKeys() {
        return recipientKeys;
    }

    /** The public halves of the recipient keys that exist, by their periods: those to come, and those past. */
    public List<RecipientKey> recipients() {
        return register.recipients();
    }

    /**
     * Makes the recipient keys that are missing: one for now, and some periods ahead, each beginning where the one
     * before ends.
     *
     * @return whether any was made
     * @throws KeyUnavailableException the token cannot be used; what there is stays, and the caller tries again
     */
    public synchronized boolean prepare(Instant now, RotationPlan plan) {
        List<RecipientKey> keys = new ArrayList<>(register.recipients());
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        List<RegisteredKey> made = new ArrayList<>();
        while (keys.stream().noneMatch(key -> key.validAt(now))
                || keys.stream().filter(key -> now.isBefore(key.notBefore())).count() < plan.ahead()) {
            Instant end = keys.stream()
                    .map(RecipientKey::notAfter)
                    .max(Instant::compareTo)
                    .orElse(Instant.EPOCH);
            Instant notAfter = (end.isAfter(second) ? end : second).plus(plan.period());
            Instant notBefore = keys.isEmpty() ? second.minus(BACKDATED) : end.isAfter(second) ? end : second;
            RecipientKey key = make(plan, notBefore, notAfter);
            keys.add(key);
            made.add(RegisteredKey.of(key, second));
        }
        if (made.isEmpty()) {
            return false;
        }
        vault.save();
        register.put(made);
        return true;
    }

    private RecipientKey make(RotationPlan plan, Instant notBefore, Instant notAfter) {
        Suite suite = Suite.of(plan.suite());
        if (suite == null) {
            throw new IllegalStateException("the suite was checked");
        }
        Octets spki = Octets.of(vault.makePair(
                        suite,
                        new Certificates.Period(notBefore, notAfter),
                        key -> RegisteredKey.name(
                                KeyRole.RECIPIENT, RecipientKey.idOf(RecipientKey.kidOf(Octets.of(key.getEncoded())))))
                .getEncoded());
        return RecipientKey.of(spki, suite, notBefore, notAfter);
    }

    /**
     * Destroys a recipient key: what was sealed to it and is not here yet is gone. The register says so before the key
     * goes, so that a crash in between leaves no doubt.
     *
     * @param why for the inventory: the rule, or who asked for it
     * @throws KeyUnavailableException the token cannot be used; the caller tries again
     */
    public synchronized void destroy(Octets kid, Instant now, String why) {
        destroy(RegisteredKey.name(KeyRole.RECIPIENT, RecipientKey.idOf(kid)), now, why);
    }

    private void destroy(String name, Instant now, String why) {
        RegisteredKey key = register.find(name);
        if (key == null) {
            throw new IllegalArgumentException("no such key");
        }
        if (key.exists()) {
            register.put(List.of(key.destroyedAt(now.truncatedTo(ChronoUnit.SECONDS), why)));
        }
        vault.destroy(key.name());
        vault.save();
    }

    /**
     * Turns the column keys over where it is time: a track key is used for an hour, a card key for thirty days or until
     * it has sealed enough. First takes in what another node has made on the same token. One node at a time: the caller
     * holds what keeps others away.
     *
     * @param cardIsFull whether the card key has sealed enough
     * @return how many keys were made
     * @throws KeyUnavailableException the token cannot be used; the keys of before go on, and the caller tries again
     */
    public synchronized int turnColumns(Instant now, boolean cardIsFull) {
        putInOrder(vault, register, now);
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        register.forget(KeyRole.TRACK_COLUMN, second.minus(REMEMBERED));
        List<RegisteredKey> made = new ArrayList<>();
        if (isOlder(KeyRole.TRACK_COLUMN, TRACK_KEY_USED, now)) {
            // Numbered by the hour, so that a number tells when.
            int hour =
                    Math.toIntExact(now.getEpochSecond() / Duration.ofHours(1).toSeconds());
            made.add(RegisteredKey.of(
                    KeyRole.TRACK_COLUMN, Math.max(hour, register.newest(KeyRole.TRACK_COLUMN) + 1), second));
        }
        if (cardIsFull || isOlder(KeyRole.CARD_COLUMN, CARD_KEY_USED, now)) {
            made.add(RegisteredKey.of(KeyRole.CARD_COLUMN, register.newest(KeyRole.CARD_COLUMN) + 1, second));
        }
        if (!made.isEmpty()) {
            made.forEach(key -> vault.makeSecret(key.name()));
            vault.save();
            register.put(made);
        }
        return made.size();
    }

    private boolean isOlder(KeyRole role, Duration used, Instant now) {
        RegisteredKey newest = register.find(RegisteredKey.name(role, Integer.toString(register.newest(role))));
        return newest == null || !now.isBefore(newest.created().plus(used));
    }

    /** What every value begins with that the current card key seals, 5 bytes. */
    public Octets cardMark() {
        return Octets.of(AesKeys.mark(register.newest(KeyRole.CARD_COLUMN)));
    }

    /** The column keys that seal nothing any more and still open, by their numbers. */
    public List<ColumnKey> pastColumns() {
        List<ColumnKey> past = new ArrayList<>();
        for (KeyRole role : List.of(KeyRole.CARD_COLUMN, KeyRole.TRACK_COLUMN)) {
            List<RegisteredKey> all = register.all().stream()
                    .filter(key -> key.role() == role)
                    .sorted(Comparator.comparing(RegisteredKey::number))
                    .toList();
            for (int i = 0; i < all.size() - 1; i++) {
                RegisteredKey key = all.get(i);
                if (key.exists() && key.number() < register.newest(role)) {
                    Octets mark = Octets.of(AesKeys.mark(key.number()));
                    past.add(new ColumnKey(role, key.number(), all.get(i + 1).created(), mark));
                }
            }
        }
        return past;
    }

    /**
     * Destroys a column key: whatever lies under it, here and in every backup, is gone.
     *
     * @param why for the inventory
     * @throws KeyUnavailableException the token cannot be used; the caller tries again
     */
    public synchronized void destroy(ColumnKey key, Instant now, String why) {
        if (key.number() == register.newest(key.role())) {
            throw new IllegalArgumentException("a key that seals is not destroyed");
        }
        destroy(RegisteredKey.name(key.role(), Integer.toString(key.number())), now, why);
    }

    /** Every key there is and was. */
    public List<InventoryRow> inventory(Instant now) {
        return register.all().stream().map(key -> row(key, now)).toList();
    }

    private InventoryRow row(RegisteredKey key, Instant now) {
        RecipientKey recipient = key.recipient();
        return new InventoryRow(
                key.id(),
                key.algorithm(),
                key.role(),
                vault.kind(),
                key.created(),
                recipient == null ? null : recipient.notAfter(),
                state(key, now),
                key.destroyed(),
                key.remark());
    }

    private InventoryRow.State state(RegisteredKey key, Instant now) {
        RecipientKey recipient = key.recipient();
        if (!key.exists()) {
            return InventoryRow.State.DESTROYED;
        }
        if (recipient == null) {
            return key.number() == register.newest(key.role()) ? InventoryRow.State.CURRENT : InventoryRow.State.PAST;
        }
        if (now.isBefore(recipient.notBefore())) {
            return InventoryRow.State.NEXT;
        }
        return recipient.validAt(now) ? InventoryRow.State.CURRENT : InventoryRow.State.PAST;
    }

    /**
     * Asks the vault for a sign of life by using a key.
     *
     * @throws KeyUnavailableException the keys cannot be used now, and why
     */
    public void check() {
        byte[] nothing = new byte[AesKeys.PROBE_BYTES];
        try {
            chain.open(chain.seal(nothing, nothing), nothing);
        } catch (Rejection e) {
            throw new KeyUnavailableException("a key does not open what it has sealed");
        }
    }

    /** The seal of keys that people bring; its key is made when it is first needed. */
    synchronized AesKeys imports(Instant now) {
        if (register.newest(KeyRole.KEY_IMPORT) == 0) {
            RegisteredKey key = RegisteredKey.of(KeyRole.KEY_IMPORT, 1, now.truncatedTo(ChronoUnit.SECONDS));
            vault.makeSecret(key.name());
            vault.save();
            register.put(List.of(key));
        }
        return imports;
    }

    /** The seal of the card and track columns. */
    public ColumnSeal columns() {
        return columns;
    }

    /**
     * A chain's key for the database, bound to its till and number.
     *
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets wrapChainKey(TillId till, long keySeq, Octets key) {
        byte[] clear = key.toByteArray();
        try {
            return Octets.of(chain.seal(clear, place(till, keySeq)));
        } finally {
            Wipe.all(clear);
        }
    }

    /**
     * The chain's key again.
     *
     * @throws BodyRejectedException changed, or another till's or number's
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets unwrapChainKey(TillId till, long keySeq, Octets wrapped) {
        byte[] clear = new byte[0];
        try {
            clear = chain.open(wrapped.toByteArray(), place(till, keySeq));
            return Octets.of(clear);
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        } finally {
            Wipe.all(clear);
        }
    }

    /** Lets the keys go; what they are asked for afterwards is a {@link KeyUnavailableException}. */
    @Override
    public void close() {
        vault.close();
    }

    private static byte[] place(TillId till, long keySeq) {
        return ByteBuffer.allocate(24)
                .put(RecordFrame.bytes(till.value()))
                .putLong(keySeq)
                .array();
    }
}
