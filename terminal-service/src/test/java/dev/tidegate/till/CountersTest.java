package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, what the page counts is what the journal says. */
final class CountersTest {
    private static final int STEPS = 60;

    /** The badge's states (payment rules, "States"), written down here once more. */
    private static final Set<PaymentState> UNSYNCED = EnumSet.of(
            PaymentState.STORED,
            PaymentState.FORWARDING,
            PaymentState.UNRESOLVED,
            PaymentState.RETRY_WAIT,
            PaymentState.HELD,
            PaymentState.EXPIRED_HELD,
            PaymentState.VOID_ASKED,
            PaymentState.AUTHORISED);

    /** What is stored and not final. */
    private record Badge(int count, long minor) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {20261123, 11, 99_001})
    void badge_afterEachStepOfARandomDay_isTheFoldOfTheJournal(long seed) {
        RandomGenerator chance = new Random(seed);
        Set<String> over = new HashSet<>();
        try (RunningTill till = RunningTill.in(folder)) {
            till.awaitOnline();
            for (int step = 0; step < STEPS; step++) {
                String did = step(till, chance, 2_000 + step, over);

                assertThat(shown(till, step))
                        .as("seed %d, step %d: %s", seed, step, did)
                        .isEqualTo(fold(till.journal.records()));
            }
            assertThat(till.journal.types())
                    .as("seed %d: a day on which nothing happens proves nothing", seed)
                    .contains(RecordType.STORED, RecordType.OFFERED, RecordType.RESULT);
        }
    }

    /** @param over payments of which a final result was told, perhaps into a cut line: nothing more is said of them */
    private static String step(RunningTill till, RandomGenerator chance, long amount, Set<String> over) {
        List<String> waiting =
                till.get("/payments?state=unsynced").body().path("payments").findValuesAsText("id");
        boolean ignored = waiting.removeAll(over);
        String some = waiting.isEmpty() ? "" : waiting.get(chance.nextInt(waiting.size()));
        boolean isCut = !till.get("/terminal").body().path("gateway_reachable").asBoolean();
        switch (chance.nextInt(8)) {
            case 0 -> {
                return isCut ? joined(till) : cut(till);
            }
            case 1 -> {
                return some.isEmpty()
                        ? "nothing to void"
                        : "void "
                                + till.post("/payments/" + some + "/void", "{}").status();
            }
            case 2, 3, 4 -> {
                String state = List.of("CAPTURED", "DECLINED_AFTER_STORE", "HELD", "RETRY_WAIT")
                        .get(chance.nextInt(4));
                if (some.isEmpty()) {
                    return "nothing to tell";
                }
                String did = told(till, some, state, isCut);
                if (did.startsWith("told") && !UNSYNCED.contains(PaymentState.valueOf(state))) {
                    ignored = over.add(some);
                }
                return did;
            }
            default -> {
                Card card = List.of(Card.ASKS, Card.APPROVES_ALONE, Card.APPROVES_WHEN_UNABLE, Card.REFUSES)
                        .get(chance.nextInt(4));
                till.clearTheScreen();
                return card + " " + till.sellAndSee(card, amount).path("state").asText();
            }
        }
    }

    private static String cut(RunningTill till) {
        till.gateway.cut();
        till.awaitOffline();
        return "cut";
    }

    private static String joined(RunningTill till) {
        till.gateway.join();
        till.awaitOnline();
        return "joined";
    }

    private static String told(RunningTill till, String payment, String state, boolean isCut) {
        String before = till.get("/payments/" + payment).body().path("state").asText();
        if (before.equals("STORED")) {
            return "nothing to tell of what has not left";
        }
        boolean isWithGateway = before.equals("FORWARDING");
        till.gateway.tell(payment, state);
        if (isWithGateway && !isCut) {
            JsonNode ignored = till.await(
                    "/payments/" + payment, now -> now.path("state").asText().equals(state));
        }
        return "told " + state;
    }

    /** The page's figures of a moment in which nobody writes. */
    private static Badge shown(RunningTill till, int step) {
        JsonNode terminal = till.await("/terminal", told -> {
            Badge badge = badge(told);
            return badge.equals(fold(till.journal.records()));
        });
        assertThat(terminal.path("offline").isObject()).as("step %d", step).isTrue();
        return badge(terminal);
    }

    private static Badge badge(JsonNode terminal) {
        JsonNode offline = terminal.path("offline");
        return new Badge(
                offline.path("count").asInt(),
                offline.at("/amounts_by_currency/0/value").asLong());
    }

    // Written anew: a second copy of the product's fold would share its mistakes.
    private static Badge fold(List<JournalRecord> records) {
        Map<PaymentId, Long> waits = new LinkedHashMap<>();
        Map<PaymentId, Long> storedAt = new LinkedHashMap<>();
        long offered = 0;
        for (JournalRecord record : records) {
            switch (record.entry()) {
                case JournalEntry.Stored stored -> {
                    waits.put(stored.payment(), stored.sale().amount().minor());
                    storedAt.put(stored.payment(), record.seq());
                }
                case JournalEntry.Offered(var upTo) -> offered = upTo;
                case JournalEntry.Voided(var payment) -> {
                    if (storedAt.getOrDefault(payment, 0L) > offered) {
                        waits.remove(payment);
                    }
                }
                case JournalEntry.Result(var result) -> {
                    if (!UNSYNCED.contains(result.state())) {
                        waits.remove(result.payment());
                    }
                }
                default -> {
                    // Nothing that is counted.
                }
            }
        }
        return new Badge(
                waits.size(), waits.values().stream().mapToLong(Long::longValue).sum());
    }
}
