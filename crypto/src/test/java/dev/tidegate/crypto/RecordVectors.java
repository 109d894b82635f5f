package dev.tidegate.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.ShiftTotal;
import dev.tidegate.core.payment.StoredKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes the record vectors: a good chain, and what may have become of it. */
final class RecordVectors {
    private static final Path FOLDER = Path.of("src/test/resources/vectors/record-v1");

    private final TestKeys keys;
    private final Mint mint = new Mint(Samples.TILL);
    private final List<Octets> chain = new ArrayList<>();
    private final List<Octets> links = new ArrayList<>();
    private final List<Mint> places = new ArrayList<>();
    private final ObjectNode out = new ObjectMapper().createObjectNode();
    private final ArrayNode cases;

    /** The published keys; made where there are none and vectors are to be written. */
    static TestKeys keys() {
        Path file = FOLDER.resolve("keys.json");
        if (Boolean.getBoolean("tidegate.write") && !Files.exists(file)) {
            try {
                write(file, TestKeys.make());
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new TestKeys(read(file));
    }

    /** The known vectors; {@code -Dtidegate.write=true} makes them anew. */
    static JsonNode known() {
        Path file = FOLDER.resolve("chain-and-cases.json");
        if (Boolean.getBoolean("tidegate.write")) {
            write(file, new RecordVectors(keys()).json());
        }
        return read(file);
    }

    /** The records of the good chain. */
    static List<Octets> chain() {
        return Vectors.each(known().get("chain"))
                .map(one -> Octets.ofHex(one.get("record").asText()))
                .toList();
    }

    private static void write(Path file, ObjectNode content) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(file, content.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordVectors(TestKeys keys) {
        this.keys = keys;
        makeChain();
        out.put("what", "Tidegate record v1, see docs/record-v1.md. A good chain, and cases: \"#n\" is its record n");
        out.put("till", Samples.TILL.toString());
        out.put("secret", HexFormat.of().formatHex(Samples.secret()));
        ArrayNode records = out.putArray("chain");
        for (int i = 0; i < chain.size(); i++) {
            ObjectNode one = records.addObject();
            one.put("type", RecordFrame.read(chain.get(i)).type().name());
            one.put("link", hex(links.get(i)));
            one.put("record", hex(chain.get(i)));
        }
        cases = out.putArray("cases");
        order();
        structure();
        content();
        signatures();
        receipts();
    }

    ObjectNode json() {
        return out;
    }

    private void makeChain() {
        add(new JournalEntry.EpochOpen(0, 0));
        add(new JournalEntry.Asked(Samples.payment(1), Samples.sale(), Samples.body()));
        add(new JournalEntry.Answered(
                Samples.payment(1),
                Answer.KEPT_CAPTURED,
                Reason.NONE,
                new HostReply("00", "123456", "000042", "632600000001")));
        add(Samples.stored(2));
        add(Samples.shown(2));
        add(new JournalEntry.Offered(5));
        add(new JournalEntry.Checkpoint(List.of(), here("till")));
        add(new JournalEntry.Voided(Samples.payment(2)));
        add(new JournalEntry.Result(Samples.captured(1)));
        add(new JournalEntry.Checkpoint(
                List.of(new ShiftTotal(2, Samples.AMOUNT), new ShiftTotal(1, Amount.of(5_000, "SEK"))), here("till")));
        add(new JournalEntry.EpochClose(Samples.NOON, here("till")));
        mint.epoch = UUID.fromString("33333333-4444-4555-8666-777777777777");
        add(new JournalEntry.EpochOpen(0, 0));
        SealedBody x25519 =
                new SealedBody(2, Samples.bytes(8, 0x66), Samples.bytes(32, 0x77), Samples.bytes(528, 0x55));
        add(new JournalEntry.Stored(Samples.payment(3), Samples.sale(), StoredKind.OFFLINE_APPROVED, x25519));
        add(new JournalEntry.Checkpoint(List.of(), here("till")));
    }

    private void add(JournalEntry entry) {
        places.add(mint.fork());
        chain.add(mint.next(entry));
        links.add(mint.link);
    }

    private ChainSignature here(String who) {
        return keys.checkpoint(who, Samples.TILL, mint.seq, mint.link);
    }

    private void order() {
        one("whole", chain, "OK", -1, "OK", -1);
        one("cut at the end: nothing shows it", chain.subList(0, 13), "OK", -1, "OK", -1);
        one("one removed", without(5), "GAP", 4, "GAP", 4);
        one("the first removed", chain.subList(1, 14), "OK", -1, "OK", -1).put("gate", "GAP");
        one("two swapped", swapped(4), "GAP", 3, "GAP", 3);
        one("one twice", replaced(5, record(4)), "DUPLICATE", 4, "DUPLICATE", 4);
        Mint other = places.get(3).fork();
        Octets second = other.next(Samples.stored(9));
        one("a second one with its number", inserted(5, second), "FORK", 5, "FORK", 5);
        Mint foreign = new Mint(Samples.OTHER_TILL);
        one("another till's", inserted(3, foreign.next(Samples.shown(1))), "UNKNOWN_TILL", 3, "UNKNOWN_TILL", 3);
        Mint lossy = places.get(4).fork();
        lossy.seq = 6;
        lossy.epoch = mint.epoch;
        Octets named = lossy.next(new JournalEntry.EpochOpen(5, 6));
        one("lost, and the till says so", then(4, named), "OK", -1, "OK", -1);
        Mint little = places.get(4).fork();
        little.seq = 6;
        little.epoch = mint.epoch;
        Mint later = mint.fork();
        List<Octets> tipped = new ArrayList<>(chain);
        tipped.add(later.next(Samples.storedByVoice(4)));
        tipped.add(later.next(new JournalEntry.Adjusted(Samples.payment(3), Amount.of(1_500, "EUR"))));
        one("a sale by telephone, and a tip", tipped, "OK", -1, "OK", -1);
        one(
                "lost, and the till names fewer",
                then(4, little.next(new JournalEntry.EpochOpen(6, 6))),
                "GAP",
                4,
                "GAP",
                4);
    }

    private void structure() {
        malformed("magic", 0, 0x58, "BAD_MAGIC");
        malformed("version 2", 4, 2, "BAD_VERSION");
        malformed("type 0", 5, 0, "BAD_TYPE");
        malformed("type 12", 5, 12, "BAD_TYPE");
        malformed("an unknown flag", 7, 8, "BAD_FLAGS");
        malformed("a loss without an EPOCH_OPEN", 7, 4, "BAD_FLAGS");
        malformed("suite 3", 9, 3, "UNKNOWN_SUITE");
        malformed("suite 2 with a body of suite 1", 9, 2, "BAD_LENGTH");
        malformed("no suite, and a body", 9, 0, "BAD_LENGTH");
        malformed("summary length", 11, 1, "BAD_LENGTH");
        malformed("body length", 15, 1, "BAD_LENGTH");
        byte[] zero = record(4).toByteArray();
        zero[55] = 0;
        one("seq 0", replaced(4, Octets.of(zero)), "BAD_SEQ", 3, "BAD_SEQ", 3);
        Octets cut = record(4).slice(0, record(4).length() - 1);
        one("cut by a byte", replaced(4, cut), "BAD_LENGTH", 3, "BAD_LENGTH", 3);
        one("cut to the header", replaced(4, record(4).slice(0, 128)), "BAD_LENGTH", 3, "BAD_LENGTH", 3);
        Octets longer = record(4).plus(Samples.bytes(1, 0));
        one("a byte more", replaced(4, longer), "BAD_LENGTH", 3, "BAD_LENGTH", 3);
    }

    private void content() {
        flipped("a bit of the header's clock", 60, "CHAIN_BROKEN", 4);
        flipped("a bit of prev", 100, "CHAIN_BROKEN", 3);
        flipped("a bit of the epoch", 40, "EPOCH_BROKEN", 3);
        flipped("a bit of the summary", 128 + 8, "CHAIN_BROKEN", 4);
        flipped("a bit of the sealed body", record(4).length() - 60, "CHAIN_BROKEN", 4);
        flipped("a bit of the MAC: no link covers it", record(4).length() - 3, "OK", -1);
        Octets old = mint.maced(flip(record(4), 60), 8);
        one("re-MACed by a thief of the key of 8", replaced(4, old), "BAD_MAC", 3, "CHAIN_BROKEN", 4);
        Octets honest = changed(4, raw -> raw.put(100, (byte) 1));
        one("linked to another, by who holds the key", replaced(4, honest), "CHAIN_BROKEN", 3, "CHAIN_BROKEN", 3);
        Octets elsewhere = changed(5, raw -> raw.put(40, (byte) 1));
        one("of another epoch, by who holds the key", then(4, elsewhere), "EPOCH_BROKEN", 4, "EPOCH_BROKEN", 4)
                .put("gate", "OK");
        payload("a summary that is no map", "00");
        payload("an array", "80");
        payload("a number not in its shortest form", "a118221811".replace("1811", "1805"));
        payload("keys that descend", "a202000100");
        payload("bytes behind the map", "a000");
        JournalEntry checkpoint = JournalEntry.Checkpoint.unsigned();
        Octets odd = places.get(6).fork().next(checkpoint, HexFormat.of().parseHex("a1182900"), raw -> {});
        one("a checkpoint with a key of nobody", then(6, odd), "BAD_PAYLOAD", 6, "BAD_PAYLOAD", 6);
    }

    private void signatures() {
        checkpoint("a bit of its signature", flipped(at7("till")), "BAD_SIGNATURE");
        checkpoint("signed for another place", keys.checkpoint("till", Samples.TILL, 5, links.get(4)), "BAD_SIGNATURE");
        ChainSignature receipt =
                keys.receipt("till", Samples.TILL, 6, links.get(5)).signature();
        checkpoint("a receipt's label", receipt, "BAD_SIGNATURE");
        checkpoint("under another authority of the same name", at7("foreign-till"), "FOREIGN_CERTIFICATE");
        checkpoint("by the gateway's signer", at7("signer"), "FOREIGN_CERTIFICATE");
        Octets rubbish = Samples.bytes(300, 7);
        checkpoint(
                "with a certificate that is none",
                new ChainSignature(at7("till").value(), rubbish),
                "FOREIGN_CERTIFICATE");
        Octets unsigned = places.get(6).fork().next(JournalEntry.Checkpoint.unsigned());
        one("a checkpoint that nobody signed", then(6, unsigned), "OK", -1, "OK", -1);
    }

    private void receipts() {
        ChainReceipt good = keys.receipt("signer", Samples.TILL, 13, links.get(12));
        receipt("receipt, whole", chain, good, "OK");
        receipt("receipt, cut behind it", chain.subList(0, 13), good, "OK");
        receipt("receipt, cut below it", chain.subList(0, 12), good, "TRUNCATED");
        receipt(
                "receipt of another history",
                chain,
                keys.receipt("signer", Samples.TILL, 13, links.get(3)),
                "RECEIPT_MISMATCH");
        receipt(
                "receipt by the till itself",
                chain,
                keys.receipt("till", Samples.TILL, 13, links.get(12)),
                "BAD_RECEIPT");
        ChainReceipt moved = new ChainReceipt(14, good.link(), good.signature());
        receipt("receipt with another number", chain, moved, "BAD_RECEIPT");
        receipt(
                "receipt for another till",
                chain,
                keys.receipt("signer", Samples.OTHER_TILL, 13, links.get(12)),
                "BAD_RECEIPT");
        receipt(
                "receipt older than the first record",
                chain.subList(4, 14),
                keys.receipt("signer", Samples.TILL, 3, links.get(2)),
                "OK");
    }

    private ChainSignature at7(String who) {
        return keys.checkpoint(who, Samples.TILL, 6, links.get(5));
    }

    private static ChainSignature flipped(ChainSignature signature) {
        return new ChainSignature(flip(signature.value(), 20), signature.certificate());
    }

    private void checkpoint(String name, ChainSignature signature, String code) {
        Octets made = places.get(6).fork().next(new JournalEntry.Checkpoint(List.of(), signature));
        one(name, then(6, made), code, 6, code, 6).put("gate", "OK");
    }

    private void payload(String name, String summary) {
        JournalEntry offered = new JournalEntry.Offered(5);
        Octets made = places.get(5).fork().next(offered, HexFormat.of().parseHex(summary), raw -> {});
        one(name, then(5, made), "BAD_PAYLOAD", 5, "BAD_PAYLOAD", 5);
    }

    private void malformed(String name, int at, int value, String code) {
        byte[] raw = record(4).toByteArray();
        raw[at] = (byte) value;
        one(name, replaced(4, Octets.of(raw)), code, 3, code, 3);
    }

    private void flipped(String name, int at, String outside, int outsideAt) {
        one(name, replaced(4, flip(record(4), at)), "BAD_MAC", 3, outside, outsideAt);
    }

    private void receipt(String name, List<Octets> records, ChainReceipt receipt, String code) {
        ObjectNode one = one(name, records, code, -1, code, -1);
        one.put("gate", RecordFrame.read(records.getFirst()).seq() == 1 ? "OK" : "GAP");
        one.putObject("receipt")
                .put("seq", receipt.seq())
                .put("link", hex(receipt.link()))
                .put("signature", hex(receipt.signature().value()))
                .put("certificate", hex(receipt.signature().certificate()));
    }

    private ObjectNode one(String name, List<Octets> records, String code, int at, String outside, int outsideAt) {
        ObjectNode one = cases.addObject();
        one.put("name", name).put("expect", code).put("at", at);
        one.put("public", outside).put("public_at", outsideAt);
        ArrayNode list = one.putArray("records");
        records.forEach(record -> list.add(chain.contains(record) ? "#" + (chain.indexOf(record) + 1) : hex(record)));
        return one;
    }

    private Octets record(int seq) {
        return chain.get(seq - 1);
    }

    private List<Octets> without(int seq) {
        List<Octets> records = new ArrayList<>(chain);
        records.remove(seq - 1);
        return records;
    }

    private List<Octets> swapped(int seq) {
        List<Octets> records = without(seq);
        records.add(seq, record(seq));
        return records;
    }

    private List<Octets> replaced(int seq, Octets by) {
        List<Octets> records = new ArrayList<>(chain);
        records.set(seq - 1, by);
        return records;
    }

    private List<Octets> inserted(int at, Octets record) {
        List<Octets> records = new ArrayList<>(chain);
        records.add(at, record);
        return records;
    }

    private List<Octets> then(int count, Octets record) {
        List<Octets> records = new ArrayList<>(chain.subList(0, count));
        records.add(record);
        return records;
    }

    // The same entry at the same place, its bytes changed before link and MAC.
    private Octets changed(int seq, Consumer<ByteBuffer> change) {
        JournalEntry entry = Summary.read(RecordFrame.read(record(seq)));
        return places.get(seq - 1).fork().next(entry, Summary.write(entry), change);
    }

    private static Octets flip(Octets raw, int at) {
        byte[] bytes = raw.toByteArray();
        bytes[at] ^= 1;
        return Octets.of(bytes);
    }

    private static String hex(Octets octets) {
        return octets.hex().toLowerCase(Locale.ROOT);
    }

    static Octets of(String text, List<Octets> chain) {
        return text.startsWith("#") ? chain.get(Integer.parseInt(text.substring(1)) - 1) : Octets.ofHex(text);
    }
}
