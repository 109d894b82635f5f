package dev.tidegate.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.ShiftTotal;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.VoiceCode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a journal entry says in the clear: one CBOR map a record, keys of one table for all types. What is absent has no
 * key; a record without anything to say has an empty map. Times are milliseconds since 1970 in UTC; constants are
 * written by the name that core gives them, which never changes.
 *
 * <pre>
 * key  what                      CBOR        ASKED ANSWERED STORED OFFERED RESULT EPOCH_OPEN CHECKPOINT EPOCH_CLOSE
 *   1  amount, minor units       unsigned      x             x             (ADJUST: x, the new one)
 *   2  currency, ISO 4217        text 3        x             x             (ADJUST: x)
 *   3  sold at                   unsigned      x             x
 *   4  entry mode                text          x             x
 *   5  brand                     text          x             x
 *   6  last four digits          text 4        x             x
 *   7  AID                       bytes 5-16    c             c
 *   8  application label         text 0-16     c             c
 *   9  how the holder was verified text        x             x
 *  10  type of the cryptogram    text          c             c
 *  11  cryptogram, 9F26          bytes 8       c             c
 *  12  transaction counter, 9F36 unsigned      c             c
 *  13  TVR, 95                   bytes 5       c             c
 *  14  TSI, 9B                   bytes 2       c             c
 *  15  reference                 text 0-32     x             x
 *  16  request key               bytes 16      x             x
 *  17  request fingerprint       bytes 16      x             x
 *  18  kind of stored sale       text                        x
 *  19  answer                    text                x
 *  20  reason                    text                x                       x
 *  21  response code, DE 39      text 0-4            x                       x
 *  22  authorisation code, DE 38 text 0-6            x                       x
 *  23  STAN, DE 11               text 0-12           x                       x
 *  24  RRN, DE 37                text 0-12           x                       x
 *  25  version                   unsigned                                    x
 *  26  cursor                    text 0-64                                   x
 *  27  state                     text                                        x
 *  28  captured, minor units     unsigned            p                       o
 *  29  captured, currency        text 3              p                       o
 *  30  captured at               unsigned                                    o
 *  31  attempts                  unsigned                                    x
 *  32  next attempt              unsigned                                    o
 *  33  deadline                  unsigned                                    o
 *  34  offered up to, seq        unsigned                            x
 *  35  lost from, seq            unsigned                                           x
 *  36  lost to, seq              unsigned                                           x
 *  37  closed at                 unsigned                                                                 x
 *  38  signature, {@link ChainSigner}  bytes 64                                                 o          o
 *  39  certificate, DER          bytes 1-1536                                                   o          o
 *  40  totals of a shift         bytes n x 16                                                   o
 *  41  code given by telephone   text 1-6                    v
 *
 * x always there, o where it is known, p what was approved where it is less than was asked for, c unless the entry mode
 * is that of a stripe or 41 is there, v exactly where the kind is
 * VOICE_APPROVED; 38 and 39 are there together,
 * unless the till could not sign. A total of 40 is
 * currency 3 (ASCII), a zero, count u32, sum in minor units u64; by currency, ascending; no total, no key. SHOWN and
 * VOID say nothing but their payment, which the header names.
 * </pre>
 *
 * <p>Never here: a BIN, a hash of a number, anything of the track.
 */
final class Summary {
    private static final UUID NO_PAYMENT = new UUID(0, 0);
    private static final Octets NO_KEY = Octets.of(new byte[8]);
    private static final int SHIFT_TOTAL_BYTES = 16;

    private Summary() {}

    static byte[] write(JournalEntry entry) {
        CborWriter out = new CborWriter();
        switch (entry) {
            case JournalEntry.Asked asked -> SaleFields.write(out, asked.sale());
            case JournalEntry.Answered answered -> {
                out.text(19, answered.answer().name())
                        .text(20, answered.reason().name());
                ResultFields.writeReply(out, answered.reply());
                ResultFields.writeCaptured(out, answered.part());
            }
            case JournalEntry.Stored stored -> {
                SaleFields.write(out, stored.sale());
                out.text(18, stored.kind().name());
                if (stored.voice() != null) {
                    out.text(41, stored.voice().value());
                }
            }
            case JournalEntry.Shown ignored -> {}
            case JournalEntry.Voided ignored -> {}
            case JournalEntry.Adjusted(var ignored, var total) ->
                out.number(1, total.minor()).text(2, total.currency().getCurrencyCode());
            case JournalEntry.Offered offered -> out.number(34, offered.upTo());
            case JournalEntry.Result(var result) -> ResultFields.write(out, result);
            case JournalEntry.EpochOpen open -> out.number(35, open.lostFrom()).number(36, open.lostTo());
            case JournalEntry.Checkpoint(var shift, var signature) -> {
                writeSignature(out, signature);
                writeShift(out, shift);
            }
            case JournalEntry.EpochClose(var at, var signature) -> {
                out.number(37, at.toEpochMilli());
                writeSignature(out, signature);
            }
        }
        return out.map();
    }

    /** What a record says; a {@link Rejection} BAD_PAYLOAD where its header, summary and body do not make one entry. */
    static JournalEntry read(RecordFrame frame) {
        try {
            CborMap in = CborMap.read(frame.summary());
            JournalEntry entry = entry(frame, in);
            in.end();
            boolean loss = entry instanceof JournalEntry.EpochOpen open && open.reportsLoss();
            require(loss == ((frame.flags() & RecordFrame.FLAG_LOSS) != 0));
            require(holdsTrack(entry) == ((frame.flags() & RecordFrame.FLAG_SENSITIVE) != 0));
            require(frame.wroteAtMillis() >= 0);
            return entry;
        } catch (IllegalArgumentException | ArithmeticException e) {
            // A value that core's own guards refuse.
            throw CborMap.rejection();
        }
    }

    /** The payment that a record is about, all zeros where it is about none. */
    static UUID payment(JournalEntry entry) {
        return entry instanceof JournalEntry.OfPayment of ? of.payment().value() : NO_PAYMENT;
    }

    /** Whether the body that an entry carries holds a track: that of a stripe whose issuer is asked later. */
    static boolean holdsTrack(JournalEntry entry) {
        return entry instanceof JournalEntry.Stored stored
                && stored.kind() == StoredKind.DEFERRED_AUTHORISATION
                && stored.sale().entryMode().isStripe();
    }

    /** The sealed body that an entry carries, absent where it carries none. */
    static @Nullable SealedBody body(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Asked asked -> asked.body();
            case JournalEntry.Stored stored -> stored.body();
            default -> null;
        };
    }

    /** Until when an entry's sale is sent on, 0 where it says none. */
    static long notAfterMillis(JournalEntry entry) {
        return entry instanceof JournalEntry.Stored stored && stored.notAfter() != null
                ? stored.notAfter().toEpochMilli()
                : 0;
    }

    private static JournalEntry entry(RecordFrame frame, CborMap in) {
        return switch (frame.type()) {
            case ASKED -> new JournalEntry.Asked(paymentOf(frame), SaleFields.read(in), bodyOf(frame));
            case STORED -> {
                var sale = SaleFields.read(in);
                yield new JournalEntry.Stored(
                        paymentOf(frame),
                        sale,
                        in.constant(18, StoredKind.class),
                        bodyOf(frame),
                        notAfter(frame),
                        in.has(41) ? new VoiceCode(in.text(41)) : null);
            }
            case ANSWERED ->
                new JournalEntry.Answered(
                        bare(frame),
                        in.constant(19, Answer.class),
                        in.constant(20, Reason.class),
                        ResultFields.readReply(in),
                        ResultFields.readCaptured(in));
            case SHOWN -> new JournalEntry.Shown(bare(frame));
            case VOID -> new JournalEntry.Voided(bare(frame));
            case RESULT -> new JournalEntry.Result(ResultFields.read(bare(frame), in));
            case OFFERED -> {
                nobody(frame);
                yield new JournalEntry.Offered(in.number(34));
            }
            case EPOCH_OPEN -> {
                nobody(frame);
                yield new JournalEntry.EpochOpen(in.number(35), in.number(36));
            }
            case CHECKPOINT -> {
                nobody(frame);
                ChainSignature signature = readSignature(in);
                yield new JournalEntry.Checkpoint(readShift(in), signature);
            }
            case EPOCH_CLOSE -> {
                nobody(frame);
                yield new JournalEntry.EpochClose(Instant.ofEpochMilli(in.number(37)), readSignature(in));
            }
            case ADJUST -> new JournalEntry.Adjusted(bare(frame), Amount.of(in.number(1), in.text(2)));
        };
    }

    private static void writeSignature(CborWriter out, ChainSignature signature) {
        if (!signature.isNone()) {
            out.octets(38, signature.value()).octets(39, signature.certificate());
        }
    }

    private static ChainSignature readSignature(CborMap in) {
        return in.has(38) ? new ChainSignature(in.octets(38), in.octets(39)) : ChainSignature.none();
    }

    private static void writeShift(CborWriter out, List<ShiftTotal> shift) {
        ByteBuffer totals = ByteBuffer.allocate(shift.size() * SHIFT_TOTAL_BYTES);
        for (ShiftTotal total : shift) {
            totals.put(Sha256.label(total.sum().currency().getCurrencyCode())).put((byte) 0);
            totals.putInt(total.count()).putLong(total.sum().minor());
        }
        if (!shift.isEmpty()) {
            out.octets(40, totals.array());
        }
    }

    private static List<ShiftTotal> readShift(CborMap in) {
        if (!in.has(40)) {
            return List.of();
        }
        byte[] bytes = in.bytes(40);
        require(bytes.length > 0 && bytes.length % SHIFT_TOTAL_BYTES == 0);
        ByteBuffer totals = ByteBuffer.wrap(bytes);
        List<ShiftTotal> shift = new ArrayList<>();
        while (totals.hasRemaining()) {
            byte[] currency = new byte[3];
            totals.get(currency);
            require(totals.get() == 0);
            int count = totals.getInt();
            shift.add(new ShiftTotal(count, Amount.of(totals.getLong(), new String(currency, US_ASCII))));
        }
        return shift;
    }

    private static @Nullable Instant notAfter(RecordFrame frame) {
        return frame.notAfterMillis() == 0 ? null : Instant.ofEpochMilli(frame.notAfterMillis());
    }

    private static PaymentId paymentOf(RecordFrame frame) {
        return new PaymentId(frame.payment());
    }

    private static @Nullable SealedBody bodyOf(RecordFrame frame) {
        require(frame.suite() != 0);
        return frame.body();
    }

    private static PaymentId bare(RecordFrame frame) {
        bodyless(frame);
        return paymentOf(frame);
    }

    private static void nobody(RecordFrame frame) {
        bodyless(frame);
        require(frame.payment().equals(NO_PAYMENT));
    }

    private static void bodyless(RecordFrame frame) {
        require(frame.suite() == 0
                && frame.keyId().equals(NO_KEY)
                && (frame.flags() & RecordFrame.FLAG_SENSITIVE) == 0);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw CborMap.rejection();
        }
    }
}
