package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.ScriptedLink;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.EventRow;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Marks;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import dev.tidegate.gateway.store.ReceivedRow;
import dev.tidegate.gateway.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine over a real database, a scripted link and a clock moved by hand. A second rig on one file is a restart.
 */
final class Rig implements AutoCloseable {
    /** One for all rigs: a restart makes no id again. */
    private static final Random IDS = new Random(4);

    static final LaneId LANE = new LaneId(Sales.ACQUIRER, Sales.TERMINAL.tid());

    /** A request for authorisation is an 0100. */
    static final Map<String, String> DUAL = Map.of(
            "captureMode: single", "captureMode: dual",
            "request: \"0200\"", "request: \"0100\"",
            "repeat: \"0201\"", "repeat: \"0101\"",
            "answers: \"0210\"", "answers: \"0110\"");

    private static final Map<String, String> TIMERS = Map.of("GATEWAY_LANE_WAIT", "PT0.1S");

    final Profile profile;
    final IsoCodec codec;
    final ScriptedLink link;
    final HandClock clock;
    final OpenColumns columns;
    final Store store;
    final CaptureEngine engine;
    private final String url;
    private volatile Amount asked = Sales.AMOUNT;
    /** What the till's request has of a PIN. */
    volatile Supplier<@Nullable EncipheredPin> pin = () -> null;

    Rig(Path folder) {
        this(folder, new HandClock(Sales.SOLD_AT.plusSeconds(5)), new OpenColumns(), Landmarks.none());
    }

    Rig(Path folder, HandClock clock, OpenColumns columns, Landmarks landmarks) {
        this(folder, clock, columns, landmarks, Profiles.with(TIMERS));
    }

    Rig(Path folder, Profile profile) {
        this(folder, new HandClock(Sales.SOLD_AT.plusSeconds(5)), new OpenColumns(), Landmarks.none(), profile);
    }

    /** With somebody who takes PINs on. */
    Rig(Path folder, PinDesk pins) {
        this(
                folder,
                new HandClock(Sales.SOLD_AT.plusSeconds(5)),
                new OpenColumns(),
                Landmarks.none(),
                Profiles.with(TIMERS),
                Tenure.alone(),
                pins);
    }

    Rig(Path folder, HandClock clock, OpenColumns columns, Landmarks landmarks, Tenure tenure) {
        this(folder, clock, columns, landmarks, Profiles.with(TIMERS), tenure, PinDesk.none());
    }

    Rig(Path folder, HandClock clock, OpenColumns columns, Landmarks landmarks, Profile profile) {
        this(folder, clock, columns, landmarks, profile, Tenure.alone(), PinDesk.none());
    }

    private Rig(
            Path folder,
            HandClock clock,
            OpenColumns columns,
            Landmarks landmarks,
            Profile profile,
            Tenure tenure,
            PinDesk pins) {
        this.profile = profile;
        this.codec = new IsoCodec(profile);
        this.link = new ScriptedLink(codec);
        this.clock = clock;
        this.columns = columns;
        this.url = "jdbc:sqlite:" + folder.resolve("gateway.db");
        this.store = Store.open(new Database(url, "", ""), UUID.randomUUID());
        Acquirers acquirers = new Acquirers(List.of(new Acquirer(Sales.ACQUIRER, profile, codec, link, pins)));
        this.engine = new CaptureEngine(
                store,
                acquirers,
                new Terminals(List.of(Sales.TERMINAL)),
                (body, till, payment, purpose) ->
                        new OpenedBody(Sales.card(true), Sales.request(asked), asked, Sales.SOLD_AT, pin.get()),
                columns,
                landmarks,
                Runnable::run,
                tenure,
                clock);
        enrol();
    }

    private void enrol() {
        store.change(tables -> {
            if (tables.tills().find(Sales.TILL).isEmpty()) {
                tables.tills().enrol(Sales.TILL, Octets.of(new byte[32]), 1, Octets.of(new byte[40]), clock.instant());
            }
        });
    }

    /** The generic profile with other words in its file. */
    static Profile edited(Path folder, Map<String, String> edits) {
        try {
            return Profiles.edited(Files.createTempDirectory(folder, "profile"), edits, TIMERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The generic profile with two messages for a sale. */
    static Profile dual(Path folder) {
        return edited(folder, DUAL);
    }

    static OpenedBody body(FrozenTags tags, Amount amount, boolean withTrack) {
        return new OpenedBody(Sales.card(withTrack), tags, amount, Sales.SOLD_AT);
    }

    PaymentId newId() {
        return PaymentId.next(clock, IDS);
    }

    Question question(PaymentId id) {
        return question(id, Sales.AMOUNT);
    }

    Question question(PaymentId id, Amount amount) {
        SealedBody body = new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
        return new Question(id, Sales.TERMINAL, amount, Sales.SOLD_AT, EntryMode.CHIP, body);
    }

    LiveAnswer ask(PaymentId id) {
        return ask(id, Sales.AMOUNT);
    }

    LiveAnswer ask(PaymentId id, Amount amount) {
        asked = amount;
        return engine.authorisation().ask(question(id, amount));
    }

    /** A sale that was asked for and never answered. */
    PaymentId unknownSale() {
        PaymentId id = newId();
        link.staysSilent();
        LiveAnswer answer = ask(id);
        if (!answer.equals(new LiveAnswer.Unknown())) {
            throw new AssertionError("silence, and the answer is " + answer);
        }
        return id;
    }

    LiveAnswer askForPart(PaymentId id) {
        asked = Sales.AMOUNT;
        Question whole = question(id);
        return engine.authorisation()
                .ask(new Question(
                        id, whole.terminal(), whole.amount(), whole.soldAt(), whole.entryMode(), whole.basis(), true));
    }

    LiveAnswer refund(PaymentId id, PaymentId original, Amount amount) {
        return engine.authorisation()
                .ask(new Question(
                        id,
                        Sales.TERMINAL,
                        amount,
                        clock.instant(),
                        EntryMode.CHIP,
                        new Question.Basis.RefundOf(original),
                        false));
    }

    /** Changes the database past the engine. */
    void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement one = connection.createStatement()) {
            one.executeUpdate(statement);
        }
    }

    /** A stored sale that its till has offered and shown. */
    PaymentId stored(Kind kind) {
        return stored(kind, true);
    }

    PaymentId stored(Kind kind, boolean shown) {
        return stored(kind, shown, Sales.AMOUNT);
    }

    PaymentId stored(Kind kind, boolean shown, Amount amount) {
        return stored(kind, shown, amount, Sales.SOLD_AT);
    }

    PaymentId stored(Kind kind, boolean shown, Amount amount, Instant soldAt) {
        PaymentId id = newId();
        FrozenTags tags = kind == Kind.OFFLINE_APPROVED ? Sales.certificate(amount) : Sales.request(amount);
        Duration hold = kind == Kind.OFFLINE_APPROVED
                ? profile.deadlines().adviceHold()
                : profile.deadlines().deferredHold();
        store.change(tables -> {
            Terms terms = new Terms(
                    amount, soldAt, EntryMode.CHIP, Sales.card(false).pan().masked());
            PaymentRow fresh = PaymentRow.fresh(id, Sales.TILL, LANE, kind, terms);
            PaymentRow marked = fresh.with(new Marks(1, shown, false, false))
                    .with(fresh.outcome().until(soldAt.plus(hold)));
            PaymentRow row = engine.steps().store(tables, marked);
            tables.payments().keepCard(id, columns.sealCard(body(tags, amount, false), id), null);
            tables.payments().markCard(id, columns.mark(Sales.card(false).pan()));
            engine.steps().take(tables, row, PaymentEvent.OFFER, Reason.NONE);
        });
        return id;
    }

    /** A stored sale that its till has not offered. */
    PaymentId storedNotOffered(Kind kind) {
        PaymentId id = newId();
        store.change(tables -> {
            Terms terms = new Terms(
                    Sales.AMOUNT,
                    Sales.SOLD_AT,
                    EntryMode.CHIP,
                    Sales.card(false).pan().masked());
            PaymentRow fresh = PaymentRow.fresh(id, Sales.TILL, LANE, kind, terms);
            assertThat(engine.steps()
                            .store(tables, fresh.with(new Marks(1, true, false, false)))
                            .state())
                    .isEqualTo(PaymentState.STORED);
            FrozenTags tags = Sales.request(Sales.AMOUNT);
            tables.payments().keepCard(id, columns.sealCard(body(tags, Sales.AMOUNT, false), id), null);
        });
        return id;
    }

    /** A record of the till's journal has come. */
    void received(PaymentId id, long seq, String type) {
        store.change(tables -> tables.received()
                .insert(new ReceivedRow(
                        Sales.TILL, seq, Octets.of(new byte[32]), type, id, "OK", null, clock.instant(), null)));
    }

    /** The till's journal, as received, has gone on to another payment. */
    void goneOn(long seq) {
        store.change(tables -> engine.calls().leftBehind(tables, Sales.TILL, LANE, seq));
    }

    /** Looks once for work and does all of it. */
    int drain() {
        return engine.drain().doWork();
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    void late(WireMessage answer) {
        engine.late(Sales.ACQUIRER, codec.decode(answer.write()));
    }

    PaymentRow payment(PaymentId id) {
        return store.read(tables -> tables.payments().find(id)).orElseThrow();
    }

    boolean isKnown(PaymentId id) {
        Optional<PaymentRow> found = store.read(tables -> tables.payments().find(id));
        return found.isPresent();
    }

    boolean hasTrack(PaymentId id) {
        Optional<Octets> track = store.read(tables -> tables.payments().sensitive(id));
        return track.isPresent();
    }

    PaymentState state(PaymentId id) {
        return payment(id).state();
    }

    Reason reason(PaymentId id) {
        return payment(id).place().reason();
    }

    List<AttemptRow> attempts(PaymentId id) {
        return store.read(tables -> tables.attempts().of(id));
    }

    AttemptRow lastAttempt(PaymentId id) {
        return attempts(id).getLast();
    }

    List<String> events(PaymentId id) {
        return store.read(tables -> tables.events().of(id)).stream()
                .map(EventRow::event)
                .toList();
    }

    List<String> details(PaymentId id) {
        return store.read(tables -> tables.events().of(id)).stream()
                .map(EventRow::detail)
                .toList();
    }

    SaleCalls.Said complete(PaymentId id) {
        return store.write(tables -> engine.calls().complete(tables, Sales.TILL, id));
    }

    SaleCalls.Said reverse(PaymentId id) {
        return store.write(tables -> engine.calls().reverse(tables, Sales.TILL, LANE, id, Reason.CARD_DECLINED));
    }

    SaleCalls.Said voidSale(PaymentId id) {
        return store.write(tables -> engine.calls().voidSale(tables, Sales.TILL, id));
    }

    @Override
    public void close() {
        store.close();
    }
}
