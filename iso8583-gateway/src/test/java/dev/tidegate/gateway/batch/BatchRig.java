package dev.tidegate.gateway.batch;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.capture.Person.Role;
import dev.tidegate.gateway.capture.Question;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.ScriptedLink;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.BatchRow.State;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Marks;
import dev.tidegate.gateway.store.PaymentRow.Terms;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Capture and batches over a real database, a scripted link and a clock moved by hand. */
final class BatchRig implements AutoCloseable {
    static final LaneId LANE = new LaneId(Sales.ACQUIRER, Sales.TERMINAL.tid());
    static final Person FINANCE = new Person("fiona", Set.of(Role.FINANCE));
    static final Person OPERATOR = new Person("otto", Set.of(Role.OPERATOR));

    /** One for all rigs: a restart makes no id again. */
    private static final Random IDS = new Random(7);

    private static final Path MIGRATED = migrated();

    final Profile profile;
    final ScriptedLink link;
    final HandClock clock;
    final Store store;
    final CaptureEngine engine;
    final BatchCloser closer;
    final BatchDesk desk;
    private final OpenColumns columns;
    private final IsoCodec codec;
    private final String url;
    private volatile Amount asked = Sales.AMOUNT;

    BatchRig(Path folder) {
        this(folder, Profiles.generic());
    }

    BatchRig(Path folder, Profile profile) {
        this(
                folder,
                profile,
                new HandClock(Sales.SOLD_AT.plusSeconds(5)),
                new OpenColumns(),
                Landmarks.none(),
                Map.of());
    }

    BatchRig(
            Path folder,
            Profile profile,
            HandClock clock,
            OpenColumns columns,
            Landmarks landmarks,
            Map<LaneId, CloseTime> times) {
        this.profile = profile;
        this.codec = new IsoCodec(profile);
        this.link = new ScriptedLink(codec);
        this.clock = clock;
        this.columns = columns;
        this.url = url(opened(folder.resolve("gateway.db")));
        this.store = Store.open(new Database(url, "", ""), UUID.randomUUID());
        Acquirers acquirers = new Acquirers(List.of(new Acquirer(Sales.ACQUIRER, profile, codec, link)));
        Terminals terminals = new Terminals(List.of(Sales.TERMINAL));
        this.engine = new CaptureEngine(
                store,
                acquirers,
                terminals,
                (body, till, payment, purpose) ->
                        new OpenedBody(Sales.card(true), Sales.request(asked), asked, Sales.SOLD_AT),
                columns,
                landmarks,
                Runnable::run,
                Tenure.alone(),
                clock);
        this.closer =
                new BatchCloser(store, acquirers, terminals, columns, engine.turns(), Tenure.alone(), landmarks, clock);
        this.desk = new BatchDesk(store, acquirers, terminals, times, closer, clock);
        store.change(tables -> {
            if (tables.tills().find(Sales.TILL).isEmpty()) {
                tables.tills().enrol(Sales.TILL, Octets.of(new byte[32]), 1, Octets.of(new byte[40]), clock.instant());
            }
        });
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    /** Brought to the newest schema once for all rigs. */
    private static Path migrated() {
        try {
            Path file = Files.createTempDirectory("batches").resolve("gateway.db");
            Store.open(new Database(url(file), "", ""), UUID.randomUUID()).close();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path opened(Path file) {
        try {
            return Files.exists(file) ? file : Files.copy(MIGRATED, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The generic profile with other words in its file. */
    static Profile edited(Path folder, Map<String, String> edits) {
        try {
            return Profiles.edited(Files.createTempDirectory(folder, "profile"), edits, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host that closes a difference with its own sums, and leaves an empty batch open. */
    static Profile hostTotals(Path folder) {
        try {
            Path own = Files.createTempDirectory(folder, "profile");
            String whole = Files.readString(Profiles.FOLDER.resolve("profile.yml"));
            int from = whole.indexOf("  # One message of a batch whose sums differed");
            Files.writeString(
                    own.resolve("profile.yml"),
                    (whole.substring(0, from) + whole.substring(whole.indexOf("  network:\n", from)))
                            .replace("onDifference: upload", "onDifference: hostTotals")
                            .replace("empty: none", "empty: \"33\""));
            Files.copy(Profiles.FOLDER.resolve("packager.xml"), own.resolve("packager.xml"));
            return ProfileReader.read(own, name -> null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PaymentId newId() {
        return PaymentId.next(clock, IDS);
    }

    /** A sale that the host approves. */
    PaymentId sold(long minor) {
        return sold(minor, "00");
    }

    PaymentId sold(long minor, String code) {
        PaymentId id = newId();
        link.answers(code);
        ask(id, minor);
        return id;
    }

    LiveAnswer ask(PaymentId id, long minor) {
        asked = Amount.of(minor, "EUR");
        SealedBody body = new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
        return engine.authorisation().ask(new Question(id, Sales.TERMINAL, asked, Sales.SOLD_AT, EntryMode.CHIP, body));
    }

    /** A refund that the host approves, of a sale that stands for good. */
    PaymentId refunded(PaymentId sale, long minor) {
        store.change(tables -> engine.calls().complete(tables, Sales.TILL, sale));
        PaymentId id = newId();
        link.answers("00");
        engine.authorisation()
                .ask(new Question(
                        id,
                        Sales.TERMINAL,
                        Amount.of(minor, "EUR"),
                        clock.instant(),
                        EntryMode.CHIP,
                        new Question.Basis.RefundOf(sale),
                        false));
        return id;
    }

    /** A sale that is taken back, and the host agrees. */
    void reversed(PaymentId id) {
        takenBack(id);
        link.answers("00");
        engine.drain().doWork();
    }

    /** A sale whose till wants it taken back. */
    void takenBack(PaymentId id) {
        store.change(tables -> engine.calls().reverse(tables, Sales.TILL, LANE, id, Reason.CARD_DECLINED));
    }

    /** A sale that its till has stored, offered and shown. */
    PaymentId stored(long minor) {
        PaymentId id = newId();
        Amount amount = Amount.of(minor, "EUR");
        store.change(tables -> {
            Terms terms = new Terms(
                    amount,
                    Sales.SOLD_AT,
                    EntryMode.CHIP,
                    Sales.card(false).pan().masked());
            PaymentRow fresh = PaymentRow.fresh(id, Sales.TILL, LANE, Kind.OFFLINE_APPROVED, terms)
                    .with(new Marks(1, true, false, false));
            PaymentRow row = engine.steps()
                    .store(tables, fresh.with(fresh.outcome().until(Sales.SOLD_AT.plus(Duration.ofDays(7)))));
            OpenedBody body = new OpenedBody(Sales.card(false), Sales.certificate(amount), amount, Sales.SOLD_AT);
            tables.payments().keepCard(id, columns.sealCard(body, id), null);
            engine.steps().take(tables, row, PaymentEvent.OFFER, Reason.NONE);
        });
        return id;
    }

    CloseWord wanted() {
        return desk.close(LANE, FINANCE, "The day is over.");
    }

    /** Wants the close and does what can be done of it. */
    CloseWord closed() {
        CloseWord word = wanted();
        closer.doWork();
        return word;
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    void late(WireMessage answer) {
        closer.late(Sales.ACQUIRER, codec.decode(answer.write()));
    }

    /** All batches, the newest first. */
    List<BatchRow> batches() {
        return store.read(tables -> tables.batches().of(LANE));
    }

    BatchView view() {
        return desk.all().getFirst();
    }

    BatchView view(long seq) {
        return desk.story(LANE, seq).orElseThrow().batch();
    }

    State state(long seq) {
        return batches().stream()
                .filter(batch -> batch.seq() == seq)
                .findFirst()
                .orElseThrow()
                .state();
    }

    List<String> events() {
        return desk.story(LANE, 0).orElseThrow().events().stream()
                .map(BatchStory.Event::event)
                .toList();
    }

    List<String> details(String event) {
        return desk.story(LANE, 0).orElseThrow().events().stream()
                .filter(one -> one.event().equals(event))
                .map(BatchStory.Event::detail)
                .toList();
    }

    /** Types of what was sent for batches. */
    List<String> sentForBatches() {
        return link.sentTypes().stream()
                .filter(type -> type.startsWith("05") || type.startsWith("03"))
                .toList();
    }

    /** Changes the database past the gateway. */
    void sql(String statement) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement one = connection.createStatement()) {
            one.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The host's answer to sums: a code and its own. */
    static WireMessage sums(WireMessage message, String code, long debits, long amount) {
        return message.answer(code)
                .with(60, message.text(60))
                .with(74, "0000000000")
                .with(76, String.format(Locale.ROOT, "%010d", debits))
                .with(86, "0000000000000000")
                .with(88, String.format(Locale.ROOT, "%016d", amount));
    }

    @Override
    public void close() {
        store.close();
    }
}
