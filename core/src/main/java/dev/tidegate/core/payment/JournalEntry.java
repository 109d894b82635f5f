package dev.tidegate.core.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one journal record says (payment rules, "Records in the journal"). One payment has many. */
public sealed interface JournalEntry {
    /** Which kind of record carries it. */
    RecordType type();

    /** An entry about one payment. */
    sealed interface OfPayment extends JournalEntry {
        PaymentId payment();
    }

    /** An entry whose record carries a sealed body until the till lets go of it. */
    sealed interface WithBody extends OfPayment {
        /** Absent in an archived record: its hash is kept, the body is gone. */
        @Nullable
        SealedBody body();
    }

    /** Before an online request leaves; the journal's own sealed body is inside. */
    record Asked(PaymentId payment, Sale sale, @Nullable SealedBody body) implements WithBody {
        public Asked {
            requireProven(sale);
        }

        @Override
        public RecordType type() {
            return RecordType.ASKED;
        }
    }

    /**
     * How an online request ended, after the card's last word and before anything is shown or sent on.
     *
     * @param part what was approved, where it is less than was asked for
     */
    record Answered(
            PaymentId payment,
            Answer answer,
            Reason reason,
            HostReply reply,
            @Nullable Amount part) implements OfPayment {
        public Answered {
            boolean kept = answer == Answer.KEPT_AUTHORISED || answer == Answer.KEPT_CAPTURED;
            if (part != null && (!kept || part.minor() == 0)) {
                throw new IllegalArgumentException("a part is that of a sale that is kept, and is not nothing");
            }
        }

        /** Of the whole amount, or of none. */
        public Answered(PaymentId payment, Answer answer, Reason reason, HostReply reply) {
            this(payment, answer, reason, reply, null);
        }

        /** The endings. */
        public enum Answer {
            /** The host and the card approved: {@code complete} follows. The money is a hold until it is captured. */
            KEPT_AUTHORISED,
            /** As above, and the acquirer has already booked it (single message). */
            KEPT_CAPTURED,
            /** The host approved, the card or the cashier did not: {@code reverse} follows. */
            TO_BE_REVERSED,
            DECLINED,
            /** No byte left, and the sale could not be stored either. */
            NOT_SENT,
            /** Bytes left and no answer came: {@code reverse} follows. */
            UNKNOWN
        }

        @Override
        public RecordType type() {
            return RecordType.ANSWERED;
        }
    }

    /**
     * Before any amber result is shown.
     *
     * @param notAfter until when it is sent on, in the gateway's time; absent where the till knows no age
     * @param voice the code of one that was approved by telephone, and of no other; such a one has no cryptogram
     */
    record Stored(
            PaymentId payment,
            Sale sale,
            StoredKind kind,
            @Nullable SealedBody body,
            @Nullable Instant notAfter,
            @Nullable VoiceCode voice)
            implements WithBody {
        public Stored {
            boolean byTelephone = kind == StoredKind.VOICE_APPROVED;
            if (byTelephone != (voice != null) || byTelephone && sale.chip() != null) {
                throw new IllegalArgumentException("an approval by telephone has a code and no cryptogram");
            }
            if (!byTelephone) {
                requireProven(sale);
            }
            if (sale.chip() == null && kind == StoredKind.OFFLINE_APPROVED) {
                throw new IllegalArgumentException("a stripe approves nothing by itself");
            }
            if (notAfter != null && notAfter.toEpochMilli() <= 0) {
                throw new IllegalArgumentException("a sale is sent on until some time after 1970");
            }
        }

        /** Of what no telephone approved. */
        public Stored(
                PaymentId payment, Sale sale, StoredKind kind, @Nullable SealedBody body, @Nullable Instant notAfter) {
            this(payment, sale, kind, body, notAfter, null);
        }

        /** Of a till that knows no age. */
        public Stored(PaymentId payment, Sale sale, StoredKind kind, @Nullable SealedBody body) {
            this(payment, sale, kind, body, null, null);
        }

        @Override
        public RecordType type() {
            return RecordType.STORED;
        }
    }

    /** OK was pressed on the result, or its slip has printed: the sale was told to a person. */
    record Shown(PaymentId payment) implements OfPayment {
        @Override
        public RecordType type() {
            return RecordType.SHOWN;
        }
    }

    /** Every STORED record up to {@code upTo} is about to be offered: from here void and tip are requests. */
    record Offered(long upTo) implements JournalEntry {
        public Offered {
            if (upTo < 1) {
                throw new IllegalArgumentException("records are counted from 1");
            }
        }

        @Override
        public RecordType type() {
            return RecordType.OFFERED;
        }
    }

    /** The cashier takes a stored sale back. */
    record Voided(PaymentId payment) implements OfPayment {
        @Override
        public RecordType type() {
            return RecordType.VOID;
        }
    }

    /**
     * The cashier puts a tip on a stored sale before it is offered, or corrects one.
     *
     * @param total the new amount, tip included
     */
    record Adjusted(PaymentId payment, Amount total) implements OfPayment {
        public Adjusted {
            if (total.minor() == 0) {
                throw new IllegalArgumentException("a sale is never of nothing");
            }
        }

        @Override
        public RecordType type() {
            return RecordType.ADJUST;
        }
    }

    /** The gateway told what became of a payment. */
    record Result(PaymentResult result) implements OfPayment {
        @Override
        public PaymentId payment() {
            return result.payment();
        }

        @Override
        public RecordType type() {
            return RecordType.RESULT;
        }
    }

    /**
     * A process started to write.
     *
     * @param lostFrom first sequence number that is missing or unreadable, 0 where none is
     * @param lostTo last one
     */
    record EpochOpen(long lostFrom, long lostTo) implements JournalEntry {
        public EpochOpen {
            if (lostFrom < 0 || lostTo < lostFrom || lostFrom == 0 && lostTo != 0) {
                throw new IllegalArgumentException("an impossible range of lost records");
            }
        }

        /** Whether records are missing. */
        public boolean reportsLoss() {
            return lostFrom > 0;
        }

        @Override
        public RecordType type() {
            return RecordType.EPOCH_OPEN;
        }
    }

    /** An entry that stands for the record before it: the till's signature over that record's number and link. */
    sealed interface Signed extends JournalEntry {
        /** None where it is not made yet, or the till's key could not be used. */
        ChainSignature signature();
    }

    /**
     * Now and then, at a shift's end and at a process's end: up to here anybody can check the journal without a secret.
     *
     * @param shift what the shift that ends here took, ascending by currency; empty where none ends
     */
    record Checkpoint(List<ShiftTotal> shift, ChainSignature signature) implements Signed {
        /** More currencies than a till takes. */
        public static final int CURRENCIES_MAX = 16;

        public Checkpoint {
            shift = List.copyOf(shift);
            if (shift.size() > CURRENCIES_MAX) {
                throw new IllegalArgumentException("a shift of more than " + CURRENCIES_MAX + " currencies");
            }
            for (int i = 1; i < shift.size(); i++) {
                if (code(shift.get(i - 1)).compareTo(code(shift.get(i))) >= 0) {
                    throw new IllegalArgumentException("a shift has each currency once, in order");
                }
            }
        }

        /** One that ends no shift, to be signed by who makes the record. */
        public static Checkpoint unsigned() {
            return new Checkpoint(List.of(), ChainSignature.none());
        }

        @Override
        public RecordType type() {
            return RecordType.CHECKPOINT;
        }

        private static String code(ShiftTotal total) {
            return total.sum().currency().getCurrencyCode();
        }
    }

    /** A process stopped writing in good order. */
    record EpochClose(Instant at, ChainSignature signature) implements Signed {
        /** One to be signed by who makes the record. */
        public EpochClose(Instant at) {
            this(at, ChainSignature.none());
        }

        @Override
        public RecordType type() {
            return RecordType.EPOCH_CLOSE;
        }
    }

    private static void requireProven(Sale sale) {
        if (!sale.isProven()) {
            throw new IllegalArgumentException("a chip has a cryptogram");
        }
    }
}
