package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.books.EntryState;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sales, holds, completions, refunds, voids and reversals in a random order, restarts between them, and each batch
 * closed with the totals of a model that adds and subtracts and knows nothing else. A failure prints its seed.
 */
final class BatchStormTest {
    private static final int STEPS = 150;

    @TempDir
    Path folder;

    /** What stands in the open batch, by the message that put it there; refunds are negative. */
    private final Map<IsoMessage, Long> batch = new HashMap<>();

    private int counter;
    private int number = 1;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void close_afterAStorm_balancesWithTheModel(int seed) {
        var random = new Random(seed);
        Booth booth = new Booth(folder);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(25) == 0) {
                booth.close();
                booth = new Booth(folder);
            }
            step(booth, random, "seed " + seed + " step " + step);
        }
        close(booth, "seed " + seed);
        assertThat(booth.ledger.totals().live().amount()
                        - booth.ledger.totals().liveRefunds().amount())
                .as("seed %d: live money of the ledger, beside that of its bookings", seed)
                .isEqualTo(booth.ledger.entries().stream()
                        .filter(entry -> entry.state() == EntryState.LIVE)
                        .mapToLong(BatchStormTest::signed)
                        .sum());
        booth.close();
    }

    private void step(Booth booth, Random random, String where) {
        long amount = 100L + random.nextInt(9_900);
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                IsoMessage sale = sale("0200", amount);
                expect(booth, sale, "00", where);
                batch.put(sale, amount);
            }
            case 2 -> {
                IsoMessage hold = sale("0100", amount);
                expect(booth, hold, "00", where);
                IsoMessage completion = new IsoMessage(new Mti("0220"), hold.fields())
                        .without(55)
                        .with(11, stan())
                        .with(38, "000001")
                        .with(4, Digits.padded(amount - 50, 12));
                expect(booth, completion, "00", where);
                batch.put(completion, amount - 50);
            }
            case 3 -> {
                IsoMessage refund = sale("0200", amount).with(3, "200000").without(55);
                expect(booth, refund, "00", where);
                batch.put(refund, -amount);
            }
            case 4 ->
                some(random).ifPresent(message -> {
                    expect(booth, Messages.reversal(message, stan()), "00", where);
                    batch.remove(message);
                });
            case 5 ->
                some(random)
                        .filter(message -> batch.getOrDefault(message, 0L) > 0)
                        .ifPresent(message -> {
                            expect(booth, takenBack(message), "00", where);
                            batch.remove(message);
                        });
            default -> close(booth, where);
        }
    }

    /** Closes the batch, and says so twice. */
    private void close(Booth booth, String where) {
        long debits = batch.values().stream().filter(amount -> amount > 0).count();
        long credits = batch.size() - debits;
        var fields = new TreeMap<Integer, String>();
        fields.put(7, "1122220000");
        fields.put(11, stan());
        fields.put(41, Messages.TID);
        fields.put(60, Digits.padded(number, 3));
        fields.put(74, Digits.padded(credits, 10));
        fields.put(76, Digits.padded(debits, 10));
        fields.put(86, Digits.padded(-sum(-1), 16));
        fields.put(88, Digits.padded(sum(1), 16));
        IsoMessage close = new IsoMessage(new Mti("0500"), fields);

        expect(booth, close, "00", where);
        expect(booth, Messages.repeated(close), "00", where);
        number++;
        batch.clear();
        assertThat(booth.ledger.batch(Messages.TID).number()).as(where).isEqualTo(number);
    }

    private long sum(int sign) {
        return batch.values().stream()
                .filter(amount -> Long.signum(amount) == sign)
                .mapToLong(amount -> amount)
                .sum();
    }

    private Optional<IsoMessage> some(Random random) {
        return batch.keySet().stream()
                .sorted(Comparator.comparing(message -> message.text(11)))
                .skip(random.nextInt(batch.size() + 1))
                .findFirst();
    }

    private IsoMessage takenBack(IsoMessage message) {
        return new IsoMessage(new Mti("0200"), message.fields())
                .without(55)
                .without(38)
                .with(3, "020000")
                .with(11, stan())
                .with(90, message.mti().digits() + message.text(11) + message.text(7) + "0".repeat(22));
    }

    private IsoMessage sale(String mti, long amount) {
        String stan = stan();
        return new IsoMessage(
                new Mti(mti),
                Messages.sale(TestCard.APPROVES, amount, counter, stan).fields());
    }

    private String stan() {
        counter++;
        return Digits.padded(counter, 6);
    }

    private static void expect(Booth booth, IsoMessage message, String code, String where) {
        assertThat(booth.code(message)).as("%s: %s", where, message).isEqualTo(code);
    }

    private static long signed(LedgerEntry entry) {
        return entry.kind().isSale() ? entry.standing() : -entry.standing();
    }
}
