package dev.tidegate.verifier;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.saf.Retention;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.Base64;
import java.util.Random;
import java.util.TreeSet;

/** A journal as a till writes it, with all that an outsider may be given to check it. */
record WrittenJournal(Path folder, Path authority, Path secret) {
    private static final TillId TILL = TillId.of("018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1");
    private static final Random CHANCE = new Random(5);
    private static final int SALES = 50;

    /** Two starts of the till: 100 records and more in the first, few in the second; a receipt in between. */
    static WrittenJournal in(Path home) throws IOException, GeneralSecurityException {
        GatewayHome gateway = GatewayHome.init(home.resolve("gateway"), InstantSource.system());
        if (gateway.enrolTill(TILL, home.resolve("till"), InstantSource.system())
                        .lastSeq()
                != 0) {
            throw new IllegalStateException("a till begins at the beginning");
        }
        Path secret = Files.copy(home.resolve("till/chain.secret"), home.resolve("secret"));
        Path folder = home.resolve("journal");
        TillHome till = new TillHome(home.resolve("till"));
        write(folder, till, gateway, SALES);
        write(folder, till, gateway, 3);
        return new WrittenJournal(folder, pem(gateway.trustStore(), home.resolve("authority.pem")), secret);
    }

    /** One whose first hours are archived, a body of each kind still there: whole in a copy, and in a generation. */
    static WrittenJournal archivedIn(Path home) throws IOException, GeneralSecurityException {
        return aged(home, (journal, gateway, now) -> {
            for (int hour = 0; hour < 4; hour++) {
                PaymentId first = store(journal);
                store(journal);
                journal.append(captured(first));
                now[0] = now[0].plusSeconds(hour == 2 ? 90_000 : 3_600);
            }
            acknowledge(journal, gateway, journal.append(new JournalEntry.Shown(store(journal))));
            require(journal.archivist(Retention.standard(), fact -> {}).doWork() > 0, "something is archived");
        });
    }

    /** Some life of a till. */
    private interface Life {
        void live(SafJournal journal, GatewayHome gateway, Instant[] now);
    }

    private static WrittenJournal aged(Path home, Life life) throws IOException, GeneralSecurityException {
        GatewayHome gateway = GatewayHome.init(home.resolve("gateway"), InstantSource.system());
        require(
                gateway.enrolTill(TILL, home.resolve("till"), InstantSource.system())
                                .lastSeq()
                        == 0,
                "a till begins at the beginning");
        Path secret = Files.copy(home.resolve("till/chain.secret"), home.resolve("secret"));
        Path folder = home.resolve("journal");
        Instant[] now = {Instant.parse("2026-11-22T12:00:00Z")};
        try (SafJournal journal = SafJournal.open(
                folder,
                new TillHome(home.resolve("till")).chain(),
                () -> now[0],
                Landmarks.none(),
                Settings.standard())) {
            life.live(journal, gateway, now);
        }
        return new WrittenJournal(folder, pem(gateway.trustStore(), home.resolve("authority.pem")), secret);
    }

    /** One whose oldest archives were let go for good, more than a month after. */
    static WrittenJournal letGoIn(Path home) throws IOException, GeneralSecurityException {
        Retention aMonth = new Retention(Period.ofMonths(1), Duration.ofHours(1));
        return aged(home, (journal, gateway, now) -> {
            for (int hour = 0; hour < 4; hour++) {
                journal.append(captured(store(journal)));
                now[0] = now[0].plusSeconds(hour == 2 ? 3_000_000 : 3_600);
            }
            acknowledge(journal, gateway, journal.append(new JournalEntry.Shown(store(journal))));
            require(journal.archivist(aMonth, fact -> {}).doWork() > 0, "something is archived");
            require(Files.exists(home.resolve("journal/archive/floor")), "something is let go");
        });
    }

    private static void acknowledge(SafJournal journal, GatewayHome gateway, JournalRecord last) {
        ChainReceipt receipt = gateway.chainSigner().receipt(TILL, last.seq(), last.link());
        journal.acknowledge(new Journal.Acknowledged(last.seq(), new TreeSet<>(), receipt));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private static PaymentId store(SafJournal journal) {
        PaymentId id = PaymentId.next(InstantSource.system(), CHANCE);
        journal.append(new JournalEntry.Stored(id, sale(), StoredKind.DEFERRED_AUTHORISATION, body()));
        return id;
    }

    private static JournalEntry captured(PaymentId id) {
        return new JournalEntry.Result(new PaymentResult(
                id,
                1,
                "",
                PaymentState.CAPTURED,
                Reason.NONE,
                HostReply.none(),
                Amount.of(1_250, "EUR"),
                Instant.parse("2026-11-22T13:00:00Z"),
                1,
                null,
                null));
    }

    private static void write(Path folder, TillHome till, GatewayHome gateway, int sales) {
        InstantSource clock = InstantSource.system();
        try (SafJournal journal = SafJournal.open(folder, till.chain(), clock, Landmarks.none(), Settings.standard())) {
            for (int i = 0; i < sales; i++) {
                PaymentId id = PaymentId.next(clock, CHANCE);
                JournalRecord stored =
                        journal.append(new JournalEntry.Stored(id, sale(), StoredKind.DEFERRED_AUTHORISATION, body()));
                journal.append(new JournalEntry.Shown(id));
                ChainReceipt receipt = gateway.chainSigner().receipt(TILL, stored.seq(), stored.link());
                journal.acknowledge(new Journal.Acknowledged(stored.seq(), new TreeSet<>(), receipt));
            }
        }
    }

    private static Sale sale() {
        return new Sale(
                Amount.of(1_250, "EUR"),
                Instant.parse("2026-11-22T12:00:00Z"),
                EntryMode.CHIP,
                new MaskedPan(Brand.VISA, "0119"),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                CvmResult.NONE,
                new ApplicationCryptogram(ApplicationCryptogram.Type.ARQC, Octets.ofHex("0102030405060708"), 1),
                TerminalVerificationResults.none(),
                Octets.ofHex("E800"),
                "R-1",
                new RequestKey(Octets.of(new byte[16]), Octets.of(new byte[16])));
    }

    private static SealedBody body() {
        return new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
    }

    private static Path pem(Path store, Path to) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, StorePassword.of(store).toCharArray());
        }
        byte[] der = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(to, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    /** A copy to change, without the reserve. */
    Path copiedTo(Path target) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.endsWith("reserve")) {
                    Files.copy(file, copy);
                }
            }
        }
        return target;
    }
}
