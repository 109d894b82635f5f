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
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.capture.Question;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.MessageMac;
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
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tills that bring what they stored, and the gateway's intake and drain on a real database: gate, bodies opened,
 * columns sealed, one transaction a batch; then message after message to a host. The records are made before.
 */
public final class GatewayWork implements AutoCloseable {
    private static final String CURRENCY = "EUR";

    private static final String ACQUIRER = "house";

    private final Store store;
    private final GatewayKeys keys;
    private final Intake intake;
    private final CaptureEngine engine;
    private final AcquirerLink link;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Terminal> terminals;
    private final List<TillHome> tills = new ArrayList<>();

    /** One batch of a till, as it is uploaded. */
    public record Batch(int till, List<Octets> records) {}

    /** What is sold by every till, each time to another card. */
    public record Goods(FrozenTags tags, Sale sale) {}

    /** The line to the acquirer; it may be one that is down. */
    public interface Line {
        AcquirerLink of(IsoCodec codec, Profile profile);
    }

    /**
     * Makes keys, database and tills.
     *
     * @param folder new, for everything
     */
    public GatewayWork(Path folder, Profile profile, Database database, int tills, Line line) {
        this(folder, profile, null, database, tills, line);
    }

    /**
     * As above.
     *
     * @param mac of the profile's messages; null where they have no codes
     */
    public GatewayWork(
            Path folder, Profile profile, @Nullable MessageMac mac, Database database, int tills, Line line) {
        GatewayHome home = GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
        this.keys = home.keys();
        this.store = Store.open(database, UUID.randomUUID());
        this.terminals =
                IntStream.range(0, tills).mapToObj(GatewayWork::terminal).toList();
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
        IsoCodec codec = new IsoCodec(profile, mac);
        this.link = line.of(codec, profile);
        Acquirers acquirers = new Acquirers(List.of(new Acquirer(ACQUIRER, profile, codec, link)));
        CardColumns columns = Vault.columns(keys, store);
        this.engine = new CaptureEngine(
                store,
                acquirers,
                new Terminals(terminals),
                bodies,
                columns,
                Landmarks.none(),
                workers,
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
     * @param batches how many
     * @param sales of each
     */
    public List<Batch> made(int till, int batches, int sales, Goods goods) {
        TillHome home = tills.get(till);
        Random chance = new Random(till);
        List<Batch> made = new ArrayList<>();
        HpkeSealer sealer = new HpkeSealer(home.bundle(), home.till(), InstantSource.system());
        try (ChainSeal chain = home.chain()) {
            chain.open(new UUID(chance.nextLong(), chance.nextLong()));
            List<Octets> records = new ArrayList<>();
            write(chain, records, new JournalEntry.EpochOpen(0, 0));
            for (int batch = 0; batch < batches; batch++) {
                long last = 0;
                for (int i = 0; i < sales; i++) {
                    PaymentId id = PaymentId.next(InstantSource.system(), chance);
                    Sale sale = goods.sale();
                    ClearCard card = card(till * 1_000_000L + (long) batch * sales + i);
                    Sealer.Contents contents =
                            new Sealer.Contents(id, card, goods.tags(), sale.amount(), sale.soldAt());
                    last = write(
                            chain,
                            records,
                            new JournalEntry.Stored(
                                    id, sale, StoredKind.DEFERRED_AUTHORISATION, sealer.sealForJournal(contents)));
                    write(chain, records, new JournalEntry.Shown(id));
                }
                write(chain, records, new JournalEntry.Offered(last));
                made.add(new Batch(till, List.copyOf(records)));
                records.clear();
            }
        }
        return made;
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

    /** What a till asks online: that many sales, one after the other. */
    public List<Question> questions(int till, int sales, Goods goods) {
        TillHome home = tills.get(till);
        Random chance = new Random(till);
        HpkeSealer sealer = new HpkeSealer(home.bundle(), home.till(), InstantSource.system());
        List<Question> made = new ArrayList<>();
        for (int i = 0; i < sales; i++) {
            PaymentId id = PaymentId.next(InstantSource.system(), chance);
            Sale sale = goods.sale();
            ClearCard card = card(till * 1_000_000L + i);
            Sealer.Contents contents = new Sealer.Contents(id, card, goods.tags(), sale.amount(), sale.soldAt());
            made.add(new Question(
                    id,
                    terminals.get(till),
                    sale.amount(),
                    sale.soldAt(),
                    sale.entryMode(),
                    sealer.sealForRequest(contents)));
        }
        return made;
    }

    /** Asks; blocks until the answer is on disk. */
    public boolean ask(Question question) {
        return engine.authorisation().ask(question) instanceof LiveAnswer.Approved;
    }

    /** Sends what waits until nothing does; then every sale is captured. */
    public void drain() throws InterruptedException {
        while (!nothingWaits()) {
            engine.wake().await(Duration.ofMillis(20));
            var ignored = engine.drain().doWork();
        }
    }

    private boolean nothingWaits() {
        return store.read(tables ->
                tables.work().lanes(ACQUIRER, InstantSource.system().instant()).isEmpty()
                        && tables.attempts().inFlight().isEmpty());
    }

    // Of a test range, with its check digit: an issuer is asked about each card in order, and these are all others.
    private static ClearCard card(long number) {
        String digits = String.format(Locale.ROOT, "476173%09d", number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        byte[] whole = (digits + (10 - sum % 10) % 10).getBytes(StandardCharsets.US_ASCII);
        return new ClearCard(Pan.of(whole), new ExpiryDate(2030, 12), 1, null);
    }

    @Override
    public void close() {
        workers.shutdown();
        store.close();
        keys.close();
    }

    private static Terminal terminal(int number) {
        return new Terminal(
                TillId.of(String.format(Locale.ROOT, "00000000-0000-7000-8000-%012d", number)),
                ACQUIRER,
                String.format(Locale.ROOT, "TIDE%04d", number),
                "MERCHANT0000001",
                String.format(Locale.ROOT, "%-40s", "Corner shop, Berlin"),
                "5411",
                Currency.getInstance(CURRENCY),
                ZoneId.of("Europe/Berlin"));
    }
}
