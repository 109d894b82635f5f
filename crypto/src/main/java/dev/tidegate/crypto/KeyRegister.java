package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the gateway has and had: the list by which a key that was destroyed is told from one that is missing. For
 * the first a record is set aside for good; for the second the till has to wait. No secrets; a text file:
 *
 * <pre>
 * tidegate keys 1
 * role TAB id TAB created TAB destroyed TAB suite TAB not before TAB not after TAB public key TAB remark
 * </pre>
 *
 * with a dash where there is nothing. Every change is on disk, whole, when the call returns. Safe to use from several
 * threads.
 */
final class KeyRegister {
    private static final String HEAD = "tidegate keys 1";
    private static final String NOTHING = "-";
    private static final int FIELDS = 9;
    /** A line has some 300 characters; this is a hundred years of weeks and hours of keys. */
    private static final int FILE_BYTES_MAX = 16 << 20;

    private final Path file;
    private final Map<String, RegisteredKey> keys = new LinkedHashMap<>();
    // Asked at each seal, among thousands of keys.
    private final Map<KeyRole, Integer> newest = new EnumMap<>(KeyRole.class);

    private KeyRegister(Path file) {
        this.file = file;
    }

    /** An empty one, not yet on disk. */
    static KeyRegister empty(Path file) {
        return new KeyRegister(file);
    }

    /** @throws KeyFileException missing or damaged; the gateway refuses to start */
    static KeyRegister read(Path file) {
        List<String> lines = new String(KeyFiles.read(file, FILE_BYTES_MAX), StandardCharsets.UTF_8)
                .lines()
                .toList();
        KeyRegister register = new KeyRegister(file);
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new KeyFileException(file, "is no list of keys");
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                RegisteredKey key = parse(lines.get(i).split("\t", -1));
                register.keys.put(key.name(), key);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new KeyFileException(file, "line " + (i + 1) + " is no key");
            }
        }
        register.lookAtNewest();
        return register;
    }

    /**
     * Puts keys in, each in the place of the one with its name.
     *
     * @throws KeyFileException the disk refuses
     */
    synchronized void put(List<RegisteredKey> changed) {
        Map<String, RegisteredKey> next = new LinkedHashMap<>(keys);
        changed.forEach(key -> next.put(key.name(), key));
        String text = next.values().stream().map(KeyRegister::line).collect(Collectors.joining("", HEAD + "\n", ""));
        KeyFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
        keys.putAll(next);
        lookAtNewest();
    }

    /**
     * Drops keys that were destroyed long ago.
     *
     * @throws KeyFileException the disk refuses
     */
    synchronized void forget(KeyRole role, Instant destroyedBefore) {
        boolean any = keys.values().removeIf(key -> {
            Instant destroyed = key.destroyed();
            return key.role() == role && destroyed != null && destroyed.isBefore(destroyedBefore);
        });
        if (any) {
            put(List.of());
        }
    }

    private void lookAtNewest() {
        newest.clear();
        for (RegisteredKey key : keys.values()) {
            if (key.exists()) {
                newest.merge(key.role(), key.number(), Math::max);
            }
        }
    }

    synchronized List<RegisteredKey> all() {
        return List.copyOf(keys.values());
    }

    synchronized @Nullable RegisteredKey find(String name) {
        return keys.get(name);
    }

    /** The number of the newest AES key of a role that exists, 0 for none. */
    synchronized int newest(KeyRole role) {
        return newest.getOrDefault(role, 0);
    }

    /** The recipient keys that exist, by their periods. */
    synchronized List<RecipientKey> recipients() {
        return keys.values().stream()
                .filter(RegisteredKey::exists)
                .map(RegisteredKey::recipient)
                .filter(key -> key != null)
                .sorted(Comparator.comparing(RecipientKey::notBefore))
                .toList();
    }

    private static String line(RegisteredKey key) {
        RecipientKey recipient = key.recipient();
        return String.join(
                        "\t",
                        key.role().word(),
                        key.id(),
                        key.created().toString(),
                        text(key.destroyed()),
                        recipient == null ? NOTHING : Integer.toString(recipient.suite()),
                        text(recipient == null ? null : recipient.notBefore()),
                        text(recipient == null ? null : recipient.notAfter()),
                        recipient == null ? NOTHING : recipient.spki().hex(),
                        key.remark().isEmpty() ? NOTHING : key.remark().replaceAll("[\\p{Cntrl}]", " "))
                + "\n";
    }

    private static RegisteredKey parse(String[] fields) {
        KeyRole role = fields.length == FIELDS ? KeyRole.of(fields[0]) : null;
        if (role == null) {
            throw new IllegalArgumentException("not a key");
        }
        Instant created = Instant.parse(fields[2]);
        Instant destroyed = fields[3].equals(NOTHING) ? null : Instant.parse(fields[3]);
        RecipientKey recipient = role != KeyRole.RECIPIENT
                ? null
                : new RecipientKey(
                        Octets.ofHex(fields[1]),
                        Octets.ofHex(fields[7]),
                        Integer.parseInt(fields[4]),
                        Instant.parse(fields[5]),
                        Instant.parse(fields[6]));
        int number = recipient == null ? Integer.parseInt(fields[1]) : 0;
        String remark = fields[8].equals(NOTHING) ? "" : fields[8];
        return new RegisteredKey(role, number, recipient, created, destroyed, remark);
    }

    private static String text(@Nullable Instant when) {
        return when == null ? NOTHING : when.toString();
    }
}
