package dev.tidegate.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.BodyOpener;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.capture.Question;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.ScriptedLink;
import dev.tidegate.gateway.fixture.TillSide;
import dev.tidegate.gateway.fleet.RestorePause;
import dev.tidegate.gateway.intake.ChainKeys;
import dev.tidegate.gateway.intake.Intake;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.EventRow;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Intake and engine with real keys on both sides, a real database, and a scripted link. */
final class IntakeRig implements AutoCloseable {
    final HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(30));
    final Store store;
    final ScriptedLink link;
    final CaptureEngine engine;
    final Intake intake;
    final TillSide till;
    final GatewayKeys keys;
    private volatile boolean keysGone;
    private volatile boolean keysGoneAtCommit;

    IntakeRig(Path folder) {
        this(folder, Enrolled.copiedTo(folder), false, Profiles.generic(), sqlite(folder));
    }

    private static Database sqlite(Path folder) {
        return new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", "");
    }

    /** In front of another acquirer. */
    IntakeRig(Path folder, Profile profile) {
        this(folder, Enrolled.copiedTo(folder), false, profile, sqlite(folder));
    }

    /** With keys of its own, to be destroyed by the test. */
    static IntakeRig withKeysOfItsOwn(Path folder) {
        return withKeysOfItsOwn(folder, sqlite(folder));
    }

    static IntakeRig withKeysOfItsOwn(Path folder, Database database) {
        return new IntakeRig(folder, Enrolled.copiedTo(folder), true, Profiles.generic(), database);
    }

    /** In front of another acquirer, with keys of its own. */
    static IntakeRig of(Path folder, Profile profile, Database database) {
        return new IntakeRig(folder, Enrolled.copiedTo(folder), true, profile, database);
    }

    private IntakeRig(Path folder, Enrolled enrolled, boolean own, Profile profile, Database database) {
        this.store = Store.open(database, UUID.randomUUID());
        enrolled.register(store, clock.instant());
        this.till = new TillSide(folder.resolve("till"), clock);
        this.keys = own ? new GatewayHome(folder.resolve("gateway")).keys() : enrolled.keys();
        IsoCodec codec = new IsoCodec(profile);
        this.link = new ScriptedLink(codec);
        Acquirers acquirers = new Acquirers(List.of(new Acquirer(Sales.ACQUIRER, profile, codec, link)));
        CardColumns columns = Vault.columns(keys, store);
        BodyOpener opener = new BodyOpener(keys.recipientKeys());
        this.engine = new CaptureEngine(
                store,
                acquirers,
                new Terminals(List.of(Sales.TERMINAL)),
                opener::open,
                columns,
                Landmarks.none(),
                Runnable::run,
                new RestorePause(Tenure.alone()),
                clock);
        ChainKeys real = Vault.chainKeys(keys);
        ChainKeys chainKeys = new ChainKeys() {
            @Override
            public Octets wrap(TillId of, long keySeq, Octets key) {
                check(keysGoneAtCommit);
                return real.wrap(of, keySeq, key);
            }

            @Override
            public Octets unwrap(TillId of, long keySeq, Octets wrapped) {
                check(keysGone);
                return real.unwrap(of, keySeq, wrapped);
            }
        };
        this.intake = new Intake(
                store,
                engine,
                acquirers,
                Vault.gate(),
                chainKeys,
                Vault.signatures(new GatewayHome(folder.resolve("gateway"))),
                opener::open,
                columns,
                clock);
    }

    /** From here on the keys cannot be used. */
    void loseKeys() {
        keysGone = true;
    }

    /** From here on the keys check what comes, and are gone when it is to be kept. */
    void loseKeysAtCommit(boolean lost) {
        keysGoneAtCommit = lost;
    }

    private static void check(boolean gone) {
        if (gone) {
            throw new KeyUnavailableException("taken away by the test");
        }
    }

    Receipt upload(JournalRecord... records) {
        return raw(Stream.of(records).map(JournalRecord::raw).toArray(Octets[]::new));
    }

    Receipt raw(Octets... records) {
        return intake.take(Sales.TERMINAL, List.of(records));
    }

    LiveAnswer ask(PaymentId id) {
        return engine.authorisation()
                .ask(new Question(
                        id,
                        Sales.TERMINAL,
                        Sales.AMOUNT,
                        Sales.SOLD_AT,
                        EntryMode.CHIP,
                        till.requestBody(id, Sales.AMOUNT)));
    }

    int drain() {
        return engine.drain().doWork();
    }

    boolean isKnown(PaymentId id) {
        Optional<PaymentRow> found = store.read(tables -> tables.payments().find(id));
        return found.isPresent();
    }

    boolean hasTrack(PaymentId id) {
        Optional<Octets> track = store.read(tables -> tables.payments().sensitive(id));
        return track.isPresent();
    }

    PaymentRow payment(PaymentId id) {
        return store.read(tables -> tables.payments().find(id)).orElseThrow();
    }

    PaymentState state(PaymentId id) {
        return payment(id).state();
    }

    Reason reason(PaymentId id) {
        return payment(id).place().reason();
    }

    List<String> events(PaymentId id) {
        return store.read(tables -> tables.events().of(id)).stream()
                .map(EventRow::event)
                .toList();
    }

    long quarantined(String code) {
        return store.read(tables -> tables.received().quarantined(Sales.TILL, code));
    }

    long lastSeq() {
        return store.read(tables -> tables.tills().find(Sales.TILL))
                .orElseThrow()
                .lastSeq();
    }

    @Override
    public void close() {
        till.close();
        store.close();
    }
}
