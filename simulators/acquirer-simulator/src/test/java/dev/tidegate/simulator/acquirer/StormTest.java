package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.books.EntryState;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.Tombstone;
import dev.tidegate.simulator.acquirer.books.TransactionKey;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sales, repeats, reversals, deaths and restarts in a random order, beside a model that keeps nothing but one word per
 * sale. A failure prints its seed.
 */
final class StormTest {
    private static final int STEPS = 400;
    private static final List<TestCard> CARDS = List.of(TestCard.APPROVES, TestCard.OFFLINE, TestCard.DECLINED);

    @TempDir
    Path folder;

    private final Map<TestCard, Integer> counters = new HashMap<>();
    private final List<IsoMessage> sales = new ArrayList<>();
    private final Map<TransactionKey, EntryState> model = new HashMap<>();
    private final List<TransactionKey> tombstones = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void ledger_afterAStorm_isWhatTheModelSays(int seed) {
        var random = new Random(seed);
        Booth booth = new Booth(folder);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(20) == 0) {
                booth.close();
                booth = dying(random);
            }
            try {
                step(booth, random, "seed " + seed + " step " + step);
            } catch (IllegalStateException killed) {
                booth.close();
                booth = new Booth(folder);
                settle(booth);
            }
        }
        booth.close();
        booth = new Booth(folder);
        for (LedgerEntry entry : booth.ledger.entries()) {
            assertThat(entry.state()).as("seed %s %s", seed, entry.key()).isEqualTo(model.get(entry.key()));
        }
        assertThat(booth.ledger.entries()).as("seed %s", seed).hasSize(model.size());
        assertThat(booth.ledger.tombstones())
                .extracting(StormTest::key)
                .as("seed %s", seed)
                .containsExactlyInAnyOrderElementsOf(tombstones);
        booth.close();
    }

    private Booth dying(Random random) {
        KillPoint point = KillPoint.values()[random.nextInt(KillPoint.values().length)];
        return new Booth(folder, Map.of(point, 1 + random.nextInt(10)));
    }

    private void step(Booth booth, Random random, String where) {
        switch (random.nextInt(4)) {
            case 0 -> send(booth, newSale(random), where);
            case 1 ->
                sales.stream()
                        .skip(random.nextInt(sales.size() + 1))
                        .findFirst()
                        .ifPresent(sale -> send(booth, Messages.repeated(sale), where));
            case 2 ->
                sales.stream()
                        .skip(random.nextInt(sales.size() + 1))
                        .findFirst()
                        .ifPresent(sale -> reverse(booth, sale, where));
            default -> reverse(booth, newSale(random), where);
        }
    }

    private IsoMessage newSale(Random random) {
        TestCard card = CARDS.get(random.nextInt(CARDS.size()));
        int atc = counters.merge(card, 1, Integer::sum);
        String stan = Digits.padded(sales.size() + 1, 6);
        long amount = 1L + random.nextInt(10_000);
        IsoMessage sale = card == TestCard.OFFLINE
                ? Messages.advice(card, amount, atc, stan)
                : Messages.sale(card, amount, atc, stan);
        sales.add(sale);
        return sale;
    }

    private void send(Booth booth, IsoMessage sale, String where) {
        TransactionKey key = TransactionKey.of(sale);
        String declined = sale.text(2).equals(TestCard.DECLINED.pan) ? "51" : "00";
        String expected = tombstones.contains(key) || model.get(key) == EntryState.REVERSED ? "05" : declined;

        assertThat(booth.code(sale)).as(where).isEqualTo(expected);
        model.putIfAbsent(key, expected.equals("00") ? EntryState.LIVE : EntryState.DECLINED);
    }

    private void reverse(Booth booth, IsoMessage sale, String where) {
        TransactionKey key = TransactionKey.of(sale);
        boolean booked = model.containsKey(key) && !tombstones.contains(key);

        assertThat(booth.code(Messages.reversal(sale, "999999"))).as(where).isEqualTo(booked ? "00" : "25");
        if (booked) {
            model.replace(key, EntryState.LIVE, EntryState.REVERSED);
        } else if (!tombstones.contains(key)) {
            tombstones.add(key);
        }
    }

    /** After a death nobody knows whether the last message was booked; as a gateway would, the model asks. */
    private void settle(Booth booth) {
        booth.ledger.entries().forEach(entry -> {
            EntryState before = model.put(entry.key(), entry.state());
            assertThat(before)
                    .as("a booking may be new or go from live to reversed, no other way")
                    .isIn(null, entry.state(), entry.state() == EntryState.REVERSED ? EntryState.LIVE : null);
        });
        booth.ledger.tombstones().stream()
                .map(StormTest::key)
                .filter(key -> !tombstones.contains(key))
                .forEach(tombstones::add);
        assertThat(booth.ledger.entries()).hasSize(model.size());
    }

    private static TransactionKey key(Tombstone tombstone) {
        var original = tombstone.original();
        return new TransactionKey(original.tid(), original.messageClass(), original.stan(), original.rrn());
    }
}
