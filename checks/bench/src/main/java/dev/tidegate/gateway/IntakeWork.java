package dev.tidegate.gateway;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.crypto.BodyOpener;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.Bodies;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.fleet.RestorePause;
import dev.tidegate.gateway.intake.Intake;
import dev.tidegate.gateway.link.AcquirerLink;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Tills that bring what they stored, and the gateway's intake on a real database: gate, bodies opened, columns sealed,
 * one transaction a batch. The records are made before; the line to the acquirer is down.
 */
public final class IntakeWork implements AutoCloseable {
    /** A till's sales of one OFFERED record. */
    public static final int SALES_OF_A_BATCH = 32;

    private static final String CURRENCY = "EUR";

    private final Store store;
    private final GatewayKeys keys;
    private final Intake intake;
    private final List<Terminal> terminals;
    private final List<TillHome> tills = new ArrayList<>();

    /** One batch of a till, as it is uploaded. */
    public record Batch(int till, List<Octets> records) {}

    /** What is sold by every till. */
    public record Goods(ClearCard card, FrozenTags tags, Sale sale) {}

    /**
     * Makes keys, database and tills.
     *
     * @param folder new, for everything
     */
    public IntakeWork(Path folder, Profile profile, Database database, int tills) {
        GatewayHome home = GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
        this.keys = home.keys();
        this.store = Store.open(database, UUID.randomUUID());
        this.terminals =
                IntStream.range(0, tills).mapToObj(IntakeWork::terminal).toList();
        for (Terminal terminal : terminals) {
            TillHome till = new TillHome(folder.resolve(terminal.tid()));
            TillChain chain = home.enrolTill(terminal.till(), till.folder(), InstantSource.system());
            store.change(tables -> tables.tills()
                    .enrol(
                            chain.till(),
                            chain.lastLink(),
                            chain.keySeq(),
                            keys.wrapChainKey(chain.till(), chain.keySeq(), chain.key()),
                            InstantSource.system().instant()));
            this.tills.add(till);
        }
        BodyOpener opener = new BodyOpener(keys.recipientKeys());
        Bodies bodies = opener::open;
        IsoCodec codec = new IsoCodec(profile);
        Acquirers acquirers = new Acquirers(List.of(new Acquirer("house", profile, codec, new Down())));
        CardColumns columns = Vault.columns(keys, store);
        CaptureEngine engine = new CaptureEngine(
                store,
                acquirers,
                new Terminals(terminals),
                bodies,
                columns,
                Landmarks.none(),
                Runnable::run,
                new RestorePause(Tenure.alone()),
                InstantSource.system());
        this.intake = new Intake(
                store,
                engine,
                acquirers,
                Vault.gate(),
                Vault.chainKeys(keys),
                Vault.signatures(home),
                bodies,
                columns,
                InstantSource.system());
    }

    /**
     * The batches of a till in order: of each sale STORED and SHOWN, of each batch OFFERED.
     *
     * @param sales of this till, rounded up to whole batches
     */
    public List<Batch> made(int till, int sales, Goods goods) {
        TillHome home = tills.get(till);
        Random chance = new Random(till);
        List<Batch> batches = new ArrayList<>();
        HpkeSealer sealer = new HpkeSealer(home.bundle(), home.till(), InstantSource.system());
        try (ChainSeal chain = home.chain()) {
            chain.open(new UUID(chance.nextLong(), chance.nextLong()));
            List<Octets> records = new ArrayList<>();
            write(chain, records, new JournalEntry.EpochOpen(0, 0));
            for (int sold = 0; sold < sales; sold += SALES_OF_A_BATCH) {
                long last = 0;
                for (int i = 0; i < SALES_OF_A_BATCH; i++) {
                    PaymentId id = PaymentId.next(InstantSource.system(), chance);
                    Sale sale = goods.sale();
                    Sealer.Contents contents =
                            new Sealer.Contents(id, goods.card(), goods.tags(), sale.amount(), sale.soldAt());
                    last = write(
                            chain,
                            records,
                            new JournalEntry.Stored(
                                    id, sale, StoredKind.DEFERRED_AUTHORISATION, sealer.sealForJournal(contents)));
                    write(chain, records, new JournalEntry.Shown(id));
                }
                write(chain, records, new JournalEntry.Offered(last));
                batches.add(new Batch(till, List.copyOf(records)));
                records.clear();
            }
        }
        return batches;
    }

    private static long write(ChainSeal chain, List<Octets> records, JournalEntry entry) {
        JournalRecord record = chain.next(entry, InstantSource.system().instant());
        chain.durable(record.seq());
        records.add(record.raw());
        return record.seq();
    }

    /**
     * Takes a batch in; blocks until it is durable.
     *
     * @throws IllegalStateException a record was not taken: then nothing is measured
     */
    public void take(Batch batch) {
        var receipt = intake.take(terminals.get(batch.till()), batch.records());
        if (receipt.verdicts().size() != batch.records().size()
                || receipt.verdicts().stream().anyMatch(verdict -> verdict != Verdict.OK)) {
            throw new IllegalStateException("the gateway says " + receipt.verdicts());
        }
    }

    /** What is sold: a test card's sale of 12.50. */
    public static Goods goods(String number, FrozenTags tags, Sale sale) {
        byte[] digits = number.getBytes(StandardCharsets.US_ASCII);
        return new Goods(new ClearCard(Pan.of(digits), new ExpiryDate(2030, 12), 1, null), tags, sale);
    }

    @Override
    public void close() {
        store.close();
        keys.close();
    }

    private static Terminal terminal(int number) {
        return new Terminal(
                TillId.of(String.format(Locale.ROOT, "00000000-0000-7000-8000-%012d", number)),
                "house",
                String.format(Locale.ROOT, "TIDE%04d", number),
                "MERCHANT0000001",
                String.format(Locale.ROOT, "%-40s", "Corner shop, Berlin"),
                "5411",
                Currency.getInstance(CURRENCY),
                ZoneId.of("Europe/Berlin"));
    }

    /** Nothing is sent while a till brings its sales. */
    private static final class Down implements AcquirerLink {
        @Override
        public boolean isUp() {
            return false;
        }

        @Override
        public boolean isAnswering() {
            return false;
        }

        @Override
        public Sending send(Outbound message) {
            return new Sending.NotWritten();
        }
    }
}
