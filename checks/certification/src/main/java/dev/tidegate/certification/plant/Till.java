package dev.tidegate.certification.plant;

import dev.tidegate.certification.evidence.ScenarioRun.Slip;
import dev.tidegate.certification.scenario.Scenario.By;
import dev.tidegate.certification.scenario.Scenario.Offline;
import dev.tidegate.certification.scenario.Scenario.Sell;
import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChipFacts;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.storm.gateway.ShopTill;
import dev.tidegate.till.sale.Words;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One terminal with its till and its card, by which a scenario sells. One thread at a time. */
public final class Till implements AutoCloseable {
    /** Longer than the gateway's, so that the gateway's word is heard. */
    private static final Duration LIVE_TIMER = Duration.ofSeconds(60);

    private static final String CURRENCY = "EUR";

    private final String tid;
    private final ShopTill till;
    private final TestCard own;
    private final PinPad pad;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, PaymentId> payments = new LinkedHashMap<>();
    private final Map<String, Instant> sold = new LinkedHashMap<>();
    private final Map<String, TestCard> cards = new LinkedHashMap<>();
    /** The gateway's word for each refund. */
    private final Map<String, String> refunds = new LinkedHashMap<>();

    private final Path folder;
    private final URI gateway;

    /**
     * Opens an enrolled till.
     *
     * @param place of its scenario among all, which says which card is its own
     */
    public Till(Path folder, String tid, URI gateway, int place) {
        this.tid = tid;
        this.folder = folder;
        this.gateway = gateway;
        this.till = new ShopTill(
                folder, tid, List.of(gateway), LIVE_TIMER, new SplittableRandom(place), InstantSource.system());
        this.own = TestCard.ofScenario(place);
        this.pad = new PinPad(place + 1);
    }

    /** DE 41. */
    public String tid() {
        return tid;
    }

    /** The payments so far, by the scenario's names for them. */
    public Map<String, PaymentId> payments() {
        return payments;
    }

    /** When each was sold. */
    public Map<String, Instant> sold() {
        return sold;
    }

    /** Asks online, and keeps, takes back or lets go as the answer says. */
    public void sell(Sell sell) {
        Read read = read(sell);
        PaymentId id = read.contents.payment();
        try (ClearCard clear = read.contents.card()) {
            switch (asked(sell, till.asking(read.summary(clear), read.contents, pin(sell)))) {
                case HostVerdict.Approved(var reply, var captured, var issuerData) -> {
                    switch (sell.wish()) {
                        case KEEP -> till.keep(id, captured, reply);
                        case CARD_REFUSES -> till.takeBack(id, Reason.CARD_DECLINED, reply);
                        case CUSTOMER_CANCELS -> till.takeBack(id, Reason.CANCELLED_BY_CARDHOLDER, reply);
                    }
                }
                case HostVerdict.PartlyApproved ignored ->
                    throw new IllegalStateException("a part of a sale that takes none: " + id);
                case HostVerdict.Declined(var why, var reply, var issuerData) -> till.declined(id, why, reply);
                case HostVerdict.NotSent(var cause) -> till.notSent(id, cause);
                case HostVerdict.Unknown() -> till.unknown(id);
            }
        }
    }

    private HostVerdict asked(Sell sell, GatewayClient.Ask ask) {
        if (!sell.takesPart()) {
            return till.authorise(ask);
        }
        try (TillDoor door = new TillDoor(folder, gateway)) {
            return door.authorisePart(tid, ask);
        }
    }

    private @Nullable EncipheredPin pin(Sell sell) {
        return sell.pin() == null ? null : pad.enter(sell.pin(), card(sell).number());
    }

    /** Stores a sale to be sent later: the card's own yes, or the merchant's risk. */
    public void store(Sell sell) {
        Read read = read(sell);
        boolean approved = sell.way() == By.CERTIFICATE;
        try (ClearCard clear = read.contents.card()) {
            till.store(
                    read.summary(clear),
                    read.contents,
                    approved ? StoredKind.OFFLINE_APPROVED : StoredKind.DEFERRED_AUTHORISATION);
        }
    }

    /** The cashier takes a stored sale back. */
    public void voidSale(String name) {
        till.voidSale(id(name));
    }

    /** Gives money of a captured payment back. */
    public void refund(String of, String name, long minor) {
        PaymentId id = begin(name);
        try (TillDoor door = new TillDoor(folder, gateway)) {
            Instant askedAt = now();
            sold.put(name, askedAt);
            refunds.put(name, "refund " + door.refund(id(of), id, minor, CURRENCY, askedAt));
        }
    }

    /** What would be printed of a payment. */
    public List<Slip> slips(String name) {
        return till.payment(id(name))
                .map(payment -> Slips.of(tid, payment, display(name)))
                .orElse(List.of());
    }

    /** One round of what is owed to the gateway. */
    public boolean settle() {
        return till.settle();
    }

    /** How a payment stands by what the till has written and heard. */
    public PaymentState state(String name) {
        return till.payment(id(name)).orElseThrow().state();
    }

    /** What the till's own rules say of a sale without the host: {@code stored}, or why it is refused. */
    public String decide(Offline offline) {
        TestCard card = card(offline.sale());
        boolean approves = offline.sale().way() == By.CERTIFICATE;
        TestCard.Signed signed = card.sign(offline.sale().minor(), now(), approves, null);
        try (ClearCard clear = card.clear(isStripe(offline.sale()))) {
            return new OfflineDesk(offline, CURRENCY)
                    .decide(clear, signed, mode(offline.sale().way()), cvm(offline.sale()), now());
        }
    }

    /** What the cashier's screen says of a payment. */
    public String display(String name) {
        String refund = refunds.get(name);
        return refund != null ? refund : till.payment(id(name)).map(Till::words).orElse("nothing was asked");
    }

    private static String words(Payment payment) {
        String words = Words.of(payment);
        return payment.reason() == Reason.NONE ? words : words + " (" + payment.reason() + ")";
    }

    private PaymentId id(String name) {
        return Objects.requireNonNull(payments.get(name), () -> "no payment is called " + name);
    }

    private PaymentId begin(String name) {
        PaymentId id = till.newId();
        if (payments.put(name, id) != null) {
            throw new IllegalArgumentException("two payments are called " + name);
        }
        return id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private TestCard card(Sell sell) {
        String name = sell.card() != null ? sell.card() : isPlain(sell) ? "stripe-only" : "";
        return name.isEmpty() ? own : cards.computeIfAbsent(name, TestCard::named);
    }

    // A card with a chip is not read by its stripe, unless the chip has failed.
    private static boolean isPlain(Sell sell) {
        return sell.way() == By.STRIPE;
    }

    private static boolean isStripe(Sell sell) {
        return switch (sell.way()) {
            case CHIP, CERTIFICATE, TAP -> false;
            case STRIPE, FALLBACK, TAP_STRIPE -> true;
        };
    }

    /** What a card gave for one sale; the contents' card is still to be closed. */
    private record Read(
            Sealer.Contents contents,
            EntryMode mode,
            CvmResult cvm,
            @Nullable ChipFacts chip,
            String reference) {
        Sale summary(ClearCard clear) {
            return new Sale(
                    contents.amount(),
                    contents.soldAt(),
                    mode,
                    clear.pan().masked(),
                    cvm,
                    chip,
                    reference,
                    new RequestKey(Octets.of(new byte[16]), Octets.of(new byte[16])));
        }
    }

    private Read read(Sell sell) {
        PaymentId id = begin(sell.called());
        Instant soldAt = now().minus(sell.age());
        sold.put(sell.called(), soldAt);
        TestCard card = card(sell);
        Amount amount = Amount.of(sell.minor(), CURRENCY);
        String reference = tid + "-" + sell.called();
        if (isStripe(sell)) {
            Sealer.Contents stripe = new Sealer.Contents(id, card.clear(isPlain(sell)), null, amount, soldAt);
            return new Read(stripe, mode(sell.way()), cvm(sell), null, reference);
        }
        TestCard.Signed signed = card.sign(sell.minor(), soldAt, sell.way() == By.CERTIFICATE, sell.tags());
        ChipFacts chip = new ChipFacts(
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                signed.cryptogram(),
                TerminalVerificationResults.none(),
                Octets.ofHex("E800"));
        Sealer.Contents contents = new Sealer.Contents(id, card.clear(false), signed.tags(), amount, soldAt);
        return new Read(contents, mode(sell.way()), cvm(sell), chip, reference);
    }

    private static CvmResult cvm(Sell sell) {
        if (sell.cvm() != null) {
            return CvmResult.valueOf(sell.cvm());
        }
        return sell.pin() != null ? CvmResult.ONLINE_PIN : CvmResult.NONE;
    }

    private static EntryMode mode(By way) {
        return switch (way) {
            case CHIP, CERTIFICATE -> EntryMode.CHIP;
            case TAP -> EntryMode.TAP;
            case STRIPE -> EntryMode.SWIPE;
            case FALLBACK -> EntryMode.FALLBACK;
            case TAP_STRIPE -> EntryMode.TAP_STRIPE;
        };
    }

    @Override
    public void close() {
        till.close();
    }
}
