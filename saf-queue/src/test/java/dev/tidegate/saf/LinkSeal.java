package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.port.ChainLostException;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chain of links without any key: enough for a journal to be right or wrong.
 *
 * <pre>
 * till 8 | seq 8 | wrote at 8 | link of the one before 32 | length of the text 4 | text | noise, or its hash
 * </pre>
 *
 * The noise is the sealed body of a record that has one; the length's sign says that only its hash is left.
 */
final class LinkSeal implements RecordSeal {
    private static final int FIXED_BYTES = 60;
    private static final int GONE = Integer.MIN_VALUE;
    private static final Octets GENESIS = Octets.of(new byte[32]);

    private record Made(long seq, Octets link) {}

    private final Path state;
    private final long till;
    private final int recordBytes;
    private final Deque<Made> made = new ArrayDeque<>();
    private long nextSeq = 1;
    private Octets link = GENESIS;
    private boolean behindBad;
    private boolean any;
    private long torn;
    private @Nullable Made durable;
    private @Nullable Made known;
    private @Nullable JournalEntry refused;
    private volatile boolean stateRefuses;
    private boolean keyIsGone;
    private int flushes;
    private boolean closed;

    /** @param state where the chain's state is kept, beside the journal */
    LinkSeal(Path state) {
        this(state, 1, 1_000);
    }

    LinkSeal(Path state, long till, int recordBytes) {
        this.state = state;
        this.till = till;
        this.recordBytes = recordBytes;
    }

    void refuseState(boolean refuses) {
        stateRefuses = refuses;
    }

    /** As an entry too large for a record. */
    void refuse(JournalEntry entry) {
        refused = entry;
    }

    void loseKey() {
        keyIsGone = true;
    }

    synchronized int flushes() {
        return flushes;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Admission admit(Octets raw) {
        ByteBuffer bytes = ByteBuffer.wrap(raw.toByteArray());
        if (bytes.remaining() < FIXED_BYTES) {
            return new Admission.Bad("TOO_SHORT");
        }
        if (bytes.getLong(0) != till) {
            return new Admission.Bad("UNKNOWN_TILL");
        }
        JournalRecord record = read(raw);
        boolean follows = any ? record.seq() == nextSeq : record.seq() == 1;
        boolean namesLoss = record.entry() instanceof JournalEntry.EpochOpen(long from, long to)
                && from > 0
                && from <= nextSeq
                && to == record.seq() - 1;
        if (any && record.seq() < nextSeq) {
            return new Admission.Bad("DUPLICATE");
        }
        if (any && !follows && !namesLoss && !behindBad) {
            behindBad = true;
            return new Admission.Bad("GAP");
        }
        if (follows && !namesLoss && !raw.slice(24, 56).equals(link)) {
            behindBad = true;
            return new Admission.Bad("CHAIN_BROKEN");
        }
        if (record.seq() == knownSeq() && !record.link().equals(knownLink())) {
            return new Admission.Bad("CHAIN_BROKEN");
        }
        behindBad = false;
        any = true;
        nextSeq = record.seq() + 1;
        link = record.link();
        return new Admission.Good(record);
    }

    @Override
    public void restart() {
        nextSeq = 1;
        link = GENESIS;
        behindBad = false;
        any = false;
        torn = 0;
    }

    @Override
    public long knownSeq() {
        return known().seq();
    }

    private Octets knownLink() {
        return known().link();
    }

    // As it was when it was first asked for.
    private Made known() {
        if (known == null) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(state));
                known = new Made(bytes.getLong() - 1, Octets.of(bytes.array(), 8, 32));
            } catch (NoSuchFileException e) {
                known = new Made(0, GENESIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known;
    }

    @Override
    public Links linksOnly() {
        LinkSeal links = new LinkSeal(state, till, recordBytes);
        links.known = new Made(0, GENESIS);
        return links::admit;
    }

    @Override
    public RecordOutline outline(Octets raw) {
        return RecordOutline.of(read(raw));
    }

    @Override
    public JournalRecord read(Octets raw) {
        ByteBuffer bytes = ByteBuffer.wrap(raw.toByteArray());
        int length = bytes.getInt(56) & ~GONE;
        if (length > raw.length() - FIXED_BYTES) {
            throw new IllegalArgumentException("not a record");
        }
        byte[] text = new byte[length];
        bytes.get(FIXED_BYTES, text);
        JournalEntry entry = entry(new String(text, StandardCharsets.UTF_8));
        return new JournalRecord(
                bytes.getLong(8),
                Instant.ofEpochMilli(bytes.getLong(16)),
                bytes.getInt(56) < 0 ? withoutBody(entry) : entry,
                raw,
                link(raw));
    }

    @Override
    public Octets withoutBody(Octets raw) {
        JournalRecord record = read(raw);
        if (record.isBodyGone() || !(record.entry() instanceof JournalEntry.WithBody)) {
            return raw;
        }
        ByteBuffer head = ByteBuffer.wrap(head(raw).toByteArray());
        head.putInt(56, head.getInt(56) | GONE);
        return Octets.of(head.array()).plus(sha256(noise(raw)));
    }

    @Override
    public boolean follows(Octets raw, Octets link) {
        return raw.slice(24, 56).equals(link);
    }

    private static JournalEntry withoutBody(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Stored stored ->
                new JournalEntry.Stored(stored.payment(), stored.sale(), stored.kind(), null);
            case JournalEntry.Asked asked -> new JournalEntry.Asked(asked.payment(), asked.sale(), null);
            default -> throw new IllegalArgumentException("has no body");
        };
    }

    private static int headBytes(Octets raw) {
        return FIXED_BYTES + (ByteBuffer.wrap(raw.toByteArray()).getInt(56) & ~GONE);
    }

    private static Octets head(Octets raw) {
        ByteBuffer head = ByteBuffer.wrap(raw.slice(0, headBytes(raw)).toByteArray());
        head.putInt(56, head.getInt(56) & ~GONE);
        return Octets.of(head.array());
    }

    /** What stands for the sealed body. */
    static Octets noise(Octets raw) {
        return raw.slice(headBytes(raw), raw.length());
    }

    private static Octets link(Octets raw) {
        boolean gone = ByteBuffer.wrap(raw.toByteArray()).getInt(56) < 0;
        return sha256(head(raw).plus(gone ? noise(raw) : sha256(noise(raw))));
    }

    @Override
    public void skipTorn() {
        torn++;
    }

    @Override
    public Recovered open(UUID epochId) {
        if (keyIsGone) {
            throw new ChainLostException("both slots are bad");
        }
        long lastGood = nextSeq - 1;
        long known = 1;
        Octets knownLink = link;
        if (Files.exists(state)) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(state));
                known = bytes.getLong();
                knownLink = Octets.of(bytes.array(), 8, 32);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        long rolledBack = Math.max(0, nextSeq - known);
        nextSeq += torn;
        if (known > nextSeq) {
            nextSeq = known;
            link = knownLink;
        }
        boolean lost = nextSeq > lastGood + 1;
        return new Recovered(lastGood, lost ? lastGood + 1 : 0, lost ? nextSeq - 1 : 0, rolledBack);
    }

    @Override
    public JournalRecord next(JournalEntry entry, Instant wroteAt) {
        if (entry.equals(refused)) {
            throw new IllegalArgumentException("does not fit a record");
        }
        byte[] text = text(entry).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(recordBytes, FIXED_BYTES + text.length));
        bytes.putLong(till).putLong(nextSeq).putLong(wroteAt.toEpochMilli()).put(link.toByteArray());
        bytes.putInt(text.length).put(text);
        byte[] noise = new byte[bytes.remaining()];
        new SplittableRandom(nextSeq).nextBytes(noise);
        Octets raw = Octets.of(bytes.put(noise).array());
        link = link(raw);
        made.add(new Made(nextSeq, link));
        return new JournalRecord(
                nextSeq++, wroteAt.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), entry, raw, link);
    }

    @Override
    public void durable(long seq) {
        while (!made.isEmpty() && made.peekFirst().seq() <= seq) {
            durable = made.removeFirst();
        }
    }

    @Override
    public synchronized void flush() {
        if (stateRefuses) {
            throw new UncheckedIOException(new IOException("the state's disk refuses"));
        }
        if (durable == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(40).putLong(durable.seq() + 1);
        bytes.put(durable.link().toByteArray());
        try {
            Path next = state.resolveSibling("state.next");
            Files.write(next, bytes.array());
            Files.move(next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        durable = null;
        flushes++;
    }

    @Override
    public void close() {
        closed = true;
    }

    private static String text(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Stored stored -> "STORED " + Entries.number(stored.payment());
            case JournalEntry.Asked asked -> "ASKED " + Entries.number(asked.payment());
            case JournalEntry.Answered answered ->
                "ANSWERED " + Entries.number(answered.payment()) + " " + answered.answer();
            case JournalEntry.Shown shown -> "SHOWN " + Entries.number(shown.payment());
            case JournalEntry.Voided voided -> "VOID " + Entries.number(voided.payment());
            case JournalEntry.Adjusted adjusted ->
                "ADJUST " + Entries.number(adjusted.payment()) + " "
                        + adjusted.total().minor();
            case JournalEntry.Result result ->
                "RESULT " + Entries.number(result.payment()) + " "
                        + result.result().state();
            case JournalEntry.Offered(long upTo) -> "OFFERED " + upTo;
            case JournalEntry.EpochOpen(long from, long to) -> "EPOCH_OPEN " + from + " " + to;
            case JournalEntry.Checkpoint ignored -> "CHECKPOINT 0";
            case JournalEntry.EpochClose(Instant at, var ignored) -> "EPOCH_CLOSE " + at.toEpochMilli();
        };
    }

    private static JournalEntry entry(String text) {
        List<String> words = List.of(text.split(" "));
        long number = Long.parseLong(words.get(1));
        return switch (words.getFirst()) {
            case "STORED" -> Entries.stored(number);
            case "ASKED" -> Entries.asked(number);
            case "ANSWERED" -> Entries.answered(number, JournalEntry.Answered.Answer.valueOf(words.get(2)));
            case "SHOWN" -> Entries.shown(number);
            case "VOID" -> Entries.voided(number);
            case "RESULT" -> Entries.result(number, PaymentState.valueOf(words.get(2)));
            case "OFFERED" -> Entries.offered(number);
            case "EPOCH_OPEN" -> new JournalEntry.EpochOpen(number, Long.parseLong(words.get(2)));
            case "CHECKPOINT" -> JournalEntry.Checkpoint.unsigned();
            case "EPOCH_CLOSE" -> new JournalEntry.EpochClose(Instant.ofEpochMilli(number));
            default -> throw new IllegalArgumentException("no such record");
        };
    }

    private static Octets sha256(Octets raw) {
        try {
            return Octets.of(MessageDigest.getInstance("SHA-256").digest(raw.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
