package dev.tidegate.gateway.capture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.capture.SigningCard.Read;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Marks;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One terminal of a shop, what is sold there, and what both sides say of it. */
final class Counter {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DialectRig rig;
    private final Terminal terminal;
    private final Amount amount;
    private final List<PaymentId> payments = new CopyOnWriteArrayList<>();

    Counter(DialectRig rig, Terminal terminal, long minor) {
        this.rig = rig;
        this.terminal = terminal;
        this.amount = Amount.of(minor, "EUR");
    }

    long minor() {
        return amount.minor();
    }

    String tid() {
        return terminal.tid();
    }

    /** Asks online with a chip. */
    LiveAnswer ask() {
        return ask(Read.REQUEST, false);
    }

    LiveAnswer ask(Read read, boolean takesPart) {
        return ask(read, takesPart, null);
    }

    /** With a PIN that the issuer checks. */
    LiveAnswer ask(Read read, EncipheredPin pin) {
        return ask(read, false, pin);
    }

    private LiveAnswer ask(Read read, boolean takesPart, @Nullable EncipheredPin pin) {
        PaymentId id = begun();
        Instant soldAt = now();
        FrozenTags tags = rig.card.tags(read, amount, soldAt);
        rig.requests.put(id, () -> new OpenedBody(SigningCard.clear(read, true), tags, amount, soldAt, pin));
        SealedBody body = new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
        return rig.engine
                .authorisation()
                .ask(new Question(id, terminal, amount, soldAt, mode(read), new Question.Basis.Read(body), takesPart));
    }

    /** Gives a part of the first payment back. */
    LiveAnswer refund(long minor) {
        PaymentId original = payments.getFirst();
        return rig.engine
                .authorisation()
                .ask(new Question(
                        begun(),
                        terminal,
                        Amount.of(minor, "EUR"),
                        now(),
                        EntryMode.CHIP,
                        new Question.Basis.RefundOf(original),
                        false));
    }

    /** The till has stored a sale, told of it and offered it. */
    void store(Read read) {
        PaymentId id = begun();
        Instant soldAt = now();
        Kind kind = read == Read.CERTIFICATE ? Kind.OFFLINE_APPROVED : Kind.DEFERRED_AUTHORISATION;
        rig.store.change(tables -> {
            try (OpenedBody body = new OpenedBody(
                    SigningCard.clear(read, read == Read.STRIPE),
                    rig.card.tags(read, amount, soldAt),
                    amount,
                    soldAt)) {
                Terms terms =
                        new Terms(amount, soldAt, mode(read), body.card().pan().masked());
                PaymentRow fresh = PaymentRow.fresh(id, terminal.till(), lane(), kind, terms);
                PaymentRow row =
                        rig.engine.steps().store(tables, fresh.with(new Marks(payments.size(), true, false, false)));
                @Nullable
                Octets track = body.card().track2() == null
                        ? null
                        : rig.columns.sealTrack(body.card().track2(), id);
                tables.payments().keepCard(id, rig.columns.sealCard(body, id), track);
                tables.payments().markCard(id, rig.columns.mark(body.card().pan()));
                rig.engine.steps().take(tables, row, PaymentEvent.OFFER, Reason.NONE);
            }
        });
        rig.engine.wake().up();
    }

    /** The till has stored a sale that its issuer approved by telephone, told of it and offered it. */
    void storeByVoice(String code) {
        PaymentId id = begun();
        Instant soldAt = now();
        rig.store.change(tables -> {
            try (OpenedBody body = new OpenedBody(
                    SigningCard.clear(Read.REQUEST, false), null, amount, soldAt, null, new VoiceCode(code))) {
                Terms terms = new Terms(
                        amount, soldAt, EntryMode.CHIP, body.card().pan().masked());
                PaymentRow fresh = PaymentRow.fresh(id, terminal.till(), lane(), Kind.VOICE_APPROVED, terms);
                PaymentRow row =
                        rig.engine.steps().store(tables, fresh.with(new Marks(payments.size(), true, false, false)));
                tables.payments().keepCard(id, rig.columns.sealCard(body, id), null);
                rig.engine.steps().take(tables, row, PaymentEvent.OFFER, Reason.NONE);
            }
        });
        rig.engine.wake().up();
    }

    /** The sale stands. */
    void complete() {
        said(tables -> rig.engine.calls().complete(tables, terminal.till(), payments.getFirst()));
    }

    /** The card or the cashier says no. */
    void takeBack() {
        said(tables ->
                rig.engine.calls().reverse(tables, terminal.till(), lane(), payments.getLast(), Reason.CARD_DECLINED));
    }

    /** The till's journal has gone on without a word about its sale. */
    void goOn() {
        said(tables -> {
            rig.engine.calls().leftBehind(tables, terminal.till(), lane(), 1);
            return Optional.empty();
        });
    }

    void voidSale() {
        said(tables -> rig.engine.calls().voidSale(tables, terminal.till(), payments.getFirst()));
    }

    /** A refund whose answer is lost. */
    void refundLost() {
        long part = amount.minor() - 1;
        JsonNode ignored = rig.host.call(
                "POST",
                "/rules",
                "[{\"match\":{\"amount\":" + part + ",\"mti\":\"x2xx\"},\"action\":\"bookThenSilence\"}]");
        LiveAnswer answer = refund(part);
        if (!(answer instanceof LiveAnswer.Unknown)) {
            throw new AssertionError("a refund without an answer is " + answer);
        }
    }

    /** The first payment has come so far. */
    void awaitState(String state) throws InterruptedException {
        if (!rig.drainUntil(() -> story(payments.getFirst()).startsWith(state + "/"), PATIENCE)) {
            throw new AssertionError("not " + state + ": " + story(rig.host.books()));
        }
    }

    private void said(java.util.function.Function<dev.tidegate.gateway.store.Tables, Object> call) {
        Object ignored = rig.store.write(call);
        rig.engine.wake().up();
    }

    /** What the gateway has written down of its payments, and what the acquirer has booked. */
    String story(AcquirerProcess.Books books) {
        String ours = payments.stream().map(this::story).collect(Collectors.joining("; "));
        List<String> theirs = new ArrayList<>();
        for (JsonNode row : books.bookings(tid())) {
            long standing = row.path("standing").asLong();
            theirs.add(String.join(
                    " ",
                    row.path("kind").asText(),
                    row.path("state").asText()
                            + (standing == row.path("amount").asLong()
                                    ? ""
                                    : " " + (standing == row.path("amount").asLong() / 2 ? "half" : standing)
                                            + " less"),
                    "repeated",
                    row.path("repeats").asText(),
                    "reversed",
                    row.path("reversals").asText() + toldBefore(row)));
        }
        books.buried(tid())
                .forEach(stone -> theirs.add("buried " + stone.path("reversals").asText()));
        return ours + " | " + (theirs.isEmpty() ? "nothing booked" : String.join(", ", theirs));
    }

    // An issuer's centre gives letters too, so that its codes are told from those of the host.
    private static String toldBefore(JsonNode row) {
        String code = row.path("authorisation").asText();
        return code.startsWith("K") ? " code " + code : "";
    }

    private String story(PaymentId id) {
        Optional<PaymentRow> found = rig.store.read(tables -> tables.payments().find(id));
        if (found.isEmpty()) {
            return "unknown";
        }
        List<AttemptRow> attempts = rig.store.read(tables -> tables.attempts().of(id));
        return found.get().state() + "/" + found.get().place().reason() + ": "
                + attempts.stream().map(Counter::story).collect(Collectors.joining(", "));
    }

    private static String story(AttemptRow attempt) {
        return (attempt.kind() + " " + attempt.state() + " " + attempt.sends() + " " + attempt.remark())
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The events of its payments, for people. */
    String events() {
        return payments.stream()
                .flatMap(id -> rig.store.read(tables -> tables.events().of(id)).stream())
                .map(e -> (e.event() + " " + e.detail()).strip())
                .collect(Collectors.joining(", "));
    }

    private LaneId lane() {
        return new LaneId(DialectRig.ACQUIRER, tid());
    }

    private PaymentId begun() {
        PaymentId id = rig.newId();
        payments.add(id);
        return id;
    }

    private Instant now() {
        return rig.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static EntryMode mode(Read read) {
        return read == Read.STRIPE ? EntryMode.SWIPE : EntryMode.CHIP;
    }
}
