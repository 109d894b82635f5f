package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that two people brought, each sealed under a key of the vault and bound to what it is for: a usage that was
 * changed in the file opens nothing. A text file:
 *
 * <pre>
 * tidegate imported keys 1
 * id TAB usage TAB algorithm TAB mode TAB check value TAB since TAB custodians TAB sealed ({@link AesKeys})
 * </pre>
 *
 * <p>Every change is on disk, whole, when the call returns. One process at a time changes it.
 */
public final class ImportedKeys {
    private static final String HEAD = "tidegate imported keys 1";
    private static final int FIELDS = 8;
    private static final int FILE_BYTES_MAX = 1 << 20;

    private final Path file;
    private final AesKeys seal;

    /**
     * One key as lists show it.
     *
     * @param checkValue not secret
     * @param custodians who brought its parts
     */
    public record Entry(ImportedKey key, Octets checkValue, Instant since, List<String> custodians) {
        public Entry {
            custodians = List.copyOf(custodians);
        }

        private InventoryRow inventory() {
            String algorithm = key.algorithm() + " " + key.usage();
            InventoryRow.State current = InventoryRow.State.CURRENT;
            return new InventoryRow(key.id(), algorithm, KeyRole.IMPORTED, "file", since, null, current, null, "");
        }

        private String text() {
            return String.join(
                    "\t",
                    key.id(),
                    key.usage(),
                    key.algorithm().name(),
                    String.valueOf(key.mode()),
                    checkValue.hex(),
                    since.toString(),
                    String.join(" ", custodians));
        }
    }

    private record Row(Entry entry, Octets sealed) {}

    ImportedKeys(Path file, AesKeys seal) {
        this.file = file;
        this.seal = seal;
    }

    /** @throws KeyFileException damaged */
    public List<Entry> list() {
        return rows(file).values().stream().map(Row::entry).toList();
    }

    /** The keys of a file as the inventory lists them; the vault need not be there. */
    static List<InventoryRow> inventory(Path file) {
        return rows(file).values().stream().map(row -> row.entry.inventory()).toList();
    }

    /**
     * The key of an id, which the caller closes; absent where there is none.
     *
     * @throws KeyFileException damaged, or what it is for was changed
     * @throws KeyUnavailableException the vault cannot be used now
     */
    public @Nullable PaymentKey open(String id, TdesSwitch tdes) {
        Row row = rows(file).get(id);
        if (row == null) {
            return null;
        }
        byte[] clear = new byte[0];
        try {
            clear = seal.open(row.sealed.toByteArray(), aad(row.entry));
            return PaymentKey.of(row.entry.key().algorithm(), clear, tdes);
        } catch (Rejection e) {
            throw new KeyFileException(file, "holds a key " + id + " that was changed");
        } finally {
            Wipe.all(clear);
        }
    }

    boolean has(String id) {
        return rows(file).containsKey(id);
    }

    /** @param clear the caller wipes it */
    void put(Entry entry, byte[] clear) {
        Map<String, Row> rows = rows(file);
        rows.put(entry.key().id(), new Row(entry, Octets.of(seal.seal(clear, aad(entry)))));
        String text = rows.values().stream()
                .map(row -> row.entry.text() + "\t" + row.sealed.hex() + "\n")
                .collect(Collectors.joining("", HEAD + "\n", ""));
        KeyFiles.replace(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] aad(Entry entry) {
        return entry.text().getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Row> rows(Path file) {
        Map<String, Row> rows = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return rows;
        }
        List<String> lines = new String(KeyFiles.read(file, FILE_BYTES_MAX), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new KeyFileException(file, "is no list of imported keys");
        }
        for (String line : lines.subList(1, lines.size())) {
            Row row = row(file, line.split("\t", -1));
            rows.put(row.entry.key().id(), row);
        }
        return rows;
    }

    private static Row row(Path file, String[] fields) {
        try {
            if (fields.length == FIELDS && fields[3].length() == 1) {
                ImportedKey key =
                        new ImportedKey(fields[0], fields[1], KeyAlgorithm.valueOf(fields[2]), fields[3].charAt(0));
                Entry entry = new Entry(
                        key, Octets.ofHex(fields[4]), Instant.parse(fields[5]), List.of(fields[6].split(" ")));
                return new Row(entry, Octets.ofHex(fields[7]));
            }
        } catch (IllegalArgumentException | DateTimeException | KeyImportRefusedException e) {
            throw new KeyFileException(file, "is damaged");
        }
        throw new KeyFileException(file, "is damaged");
    }
}
