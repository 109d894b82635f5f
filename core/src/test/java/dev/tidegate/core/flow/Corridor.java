package dev.tidegate.core.flow;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.ExceptionFile;
import dev.tidegate.core.port.HostStanding;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Sealer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The corridor with hand-written rooms, for one test. */
final class Corridor {
    final ListJournal journal = new ListJournal();
    final MapLedger ledger = new MapLedger();
    /** What was sealed, in order. */
    final List<String> sealed = new ArrayList<>();

    CardRecords cards = CardRecords.none();
    final ScriptedGateway gateway = new ScriptedGateway();
    final Projection projection = new Projection(journal, ledger);
    Standing standing = new Standing.Online();
    /** How many records the gateway takes. */
    int slot = Integer.MAX_VALUE;

    boolean reachable = true;
    ExceptionFile exceptions = ExceptionFile.none();
    /** The least sale by telephone; absent where there is none. */
    @Nullable
    Amount voiceFloor = Amount.of(1, "EUR");

    /** What a tip may be, of what the card signed. */
    int tipPercent = 25;

    /** Whether the acquirer approves parts. */
    boolean takesParts;

    /** How long a stored sale is sent on; absent where nobody has said. */
    @Nullable
    Duration hold;

    private final ScriptedCard card;
    private final Rooms rooms;

    Corridor(CardRead read, FinalOutcome lastWord) {
        card = new ScriptedCard(read, lastWord);
        rooms = new Rooms(
                card,
                new PlainSealer(sealed),
                journal,
                ledger,
                gateway,
                new TestStanding(),
                (payment, prompt) -> {},
                new TestCards(),
                new TestTerms(),
                Landmarks.none());
    }

    ScriptedCard card() {
        return card;
    }

    Payment sell(long minor) {
        byte[] key = new byte[16];
        key[0] = (byte) journal.types().size();
        SaleRequest request = new SaleRequest(
                Sales.id(),
                Amount.of(minor, "EUR"),
                "R-1",
                new RequestKey(dev.tidegate.core.card.Octets.of(key), dev.tidegate.core.card.Octets.of(new byte[16])),
                dev.tidegate.core.payment.Approval.none());
        return new TakePayment(
                        rooms,
                        new Decider(Shop.LIMITS, ExceptionFile.none(), cards, ZoneOffset.UTC),
                        projection,
                        InstantSource.fixed(Sales.NOON),
                        ZoneOffset.UTC,
                        Duration.ofSeconds(30))
                .take(request);
    }

    /** A sale that its issuer approved by telephone. */
    Payment sellByVoice(long minor) {
        SaleRequest request = new SaleRequest(
                Sales.id(),
                Amount.of(minor, "EUR"),
                "R-1",
                new RequestKey(
                        dev.tidegate.core.card.Octets.of(new byte[16]), dev.tidegate.core.card.Octets.of(new byte[16])),
                dev.tidegate.core.payment.Approval.none());
        return new TakeByVoice(
                        rooms,
                        new Decider(Shop.LIMITS, exceptions, cards, ZoneOffset.UTC),
                        projection,
                        InstantSource.fixed(Sales.NOON),
                        ZoneOffset.UTC,
                        Duration.ofSeconds(30))
                .take(request, new VoiceCode("K7402B"));
    }

    AddTip tips() {
        return new AddTip(journal, ledger, projection, rooms.terms(), () -> Shop.LIMITS);
    }

    DrainJournal drain() {
        return new DrainJournal(rooms, projection);
    }

    CloseSale closing() {
        return new CloseSale(journal, ledger, projection);
    }

    RecoverTill recovery() {
        return new RecoverTill(journal, ledger, projection);
    }

    private final class TestStanding implements HostStanding {
        @Override
        public Standing now() {
            return standing;
        }

        @Override
        public boolean gatewayReachable() {
            return reachable;
        }

        @Override
        public int drainSlot() {
            return slot;
        }

        @Override
        public void drained(int records) {
            slot = Math.max(0, slot - records);
        }

        @Override
        public void lost(Reason cause) {
            standing = new Standing.Offline(cause);
        }
    }

    private final class TestTerms implements AcquirerTerms {
        @Override
        public boolean partialApproval() {
            return takesParts;
        }

        @Override
        public @Nullable Amount voiceFloor() {
            return voiceFloor;
        }

        @Override
        public int tipPercentMax() {
            return tipPercent;
        }

        @Override
        public @Nullable Instant notAfter(StoredKind kind, Instant soldAt) {
            return hold == null ? null : soldAt.plus(hold);
        }
    }

    /** Seals nothing: the core never looks inside a body. */
    private record PlainSealer(List<String> sealed) implements Sealer {
        @Override
        public SealedBody sealForJournal(Contents contents) {
            return sealed("journal");
        }

        @Override
        public SealedBody sealDeferredStripe(Contents contents) {
            return sealed("deferred stripe");
        }

        @Override
        public SealedBody sealForRequest(Contents contents, @Nullable EncipheredPin pin) {
            return sealed(pin == null ? "request" : "request with " + pin.block().length + " bytes of PIN block");
        }

        private SealedBody sealed(String what) {
            sealed.add(what);
            return Sales.body();
        }
    }

    /** What the till knows of cards, as the test has it now. */
    private final class TestCards implements CardRecords {
        @Override
        public void remember(PaymentId payment, Pan pan) {
            cards.remember(payment, pan);
        }

        @Override
        public CardInUse of(Pan pan) {
            return cards.of(pan);
        }
    }
}
