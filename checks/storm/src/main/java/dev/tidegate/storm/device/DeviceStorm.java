package dev.tidegate.storm.device;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.emv.device.DeviceApproval;
import dev.tidegate.emv.device.DeviceRequest;
import dev.tidegate.emv.device.DeviceTrust;
import dev.tidegate.emv.device.NexoDevice;
import dev.tidegate.emv.device.NexoSettings;
import dev.tidegate.emv.device.PaymentAnswer;
import dev.tidegate.emv.device.PaymentDevice;
import dev.tidegate.emv.device.ReversalAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * One till takes payments at a device that loses answers, breaks connections off, restarts, is late and says what it
 * should not; the till dies now and then, before, while or after it sends, and goes on from what it has written down.
 * At the end its beliefs are compared with the device's own books.
 *
 * <p>The same seed gives the same sales, deaths and list of faults; which message meets which fault hangs on how two
 * processes take turns.
 */
public final class DeviceStorm implements AutoCloseable {
    private static final String POI = "STORM-1";
    private static final String NAME = "storm-1.device.test";
    private static final int FAULTS_PERCENT = 30;

    /** A late request is begun this much later, far below {@link #SETTLE}. */
    private static final int FAULT_MILLIS_MAX = 20;

    /** How often it is asked again before a sale goes on a person's list. */
    private static final int RESUMES_MAX = 20;

    /** Far beyond what a thread of a late request may wait for a loaded machine. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** How long an answer is waited for by a till that has the time; a lost one costs as much. */
    static final Duration ANSWER = Duration.ofSeconds(2);

    private final SimulatedDevice simulated;
    private final Duration answer;
    private final DeviceTrust trust;
    private final Random chance;
    /** The device's numbers: how many it takes hangs on how two processes take turns. */
    private final Random numbers;

    private final long seed;
    private final Map<String, Belief> beliefs = new LinkedHashMap<>();
    private PaymentDevice device;
    private int deaths;
    private int doubts;

    private DeviceStorm(SimulatedDevice simulated, long seed, Duration answer) {
        this.simulated = simulated;
        this.answer = answer;
        this.seed = seed;
        this.chance = new Random(seed);
        this.numbers = new Random(~seed);
        this.trust = DeviceTrust.of(simulated.authority());
        this.device = till();
    }

    /**
     * What a storm came to.
     *
     * @param unknown sales on a person's list
     * @param doubts answers that were lost, late or broken at first
     * @param deaths of the till
     * @param contradictions between the till and the device, a sentence each
     */
    public record Count(
            int sales,
            int paid,
            int unpaid,
            int reversed,
            int unknown,
            int doubts,
            int deaths,
            List<String> contradictions) {}

    /**
     * @param home an empty folder for the device
     * @param answer how long an answer is waited for
     */
    public static DeviceStorm brewing(Path home, long seed, Duration answer) throws IOException {
        return new DeviceStorm(SimulatedDevice.start(home, POI, NAME), seed, answer);
    }

    /** @param told how many more sales are done */
    public Count rage(int sales, IntConsumer told) throws InterruptedException {
        simulated.storm(seed, FAULTS_PERCENT, FAULT_MILLIS_MAX);
        for (int i = 0; i < sales; i++) {
            one(Amount.of(100L * (10 + i) + ending(), "EUR"));
            told.accept(1);
        }
        simulated.storm(seed, 0, 0);
        List<String> contradictions = Belief.contradictions(beliefs, simulated.books());
        if (simulated.repeated() > 0) {
            contradictions.add(simulated.repeated() + " messages were sent twice");
        }
        return new Count(
                sales,
                count(Belief.Paid.class),
                count(Belief.Unpaid.class),
                count(Belief.Reversed.class),
                count(Belief.Unknown.class),
                doubts,
                deaths,
                contradictions);
    }

    @Override
    public void close() {
        device.close();
        simulated.close();
    }

    /**
     * The simulator's cards hang on the last two digits: mostly good ones, some that say no, some offline or in part.
     */
    private int ending() {
        int[] special = {5, 10, 17, 51, 54, 55, 57, 91};
        return chance.nextInt(4) == 0 ? special[chance.nextInt(special.length)] : 0;
    }

    private void one(Amount amount) {
        PaymentId sale = PaymentId.next(InstantSource.system(), chance);
        DeviceRequest.Payment request = device.prepare(sale, amount);
        String written = request.text();
        boolean takenBack = chance.nextInt(8) == 0;
        PaymentAnswer answer = switch (chance.nextInt(30)) {
            case 0 -> {
                // Dies between the disk and the first byte.
                reborn();
                yield device.resume((DeviceRequest.Payment) DeviceRequest.of(written));
            }
            case 1 -> {
                // Dies while it waits, wherever it is by then.
                PaymentDevice dying = device;
                CompletableFuture<PaymentAnswer> last = CompletableFuture.supplyAsync(() -> dying.pay(request));
                if (chance.nextBoolean()) {
                    dying.abort(request);
                }
                reborn();
                last.join();
                yield device.resume((DeviceRequest.Payment) DeviceRequest.of(written));
            }
            default -> device.pay(request);
        };
        for (int i = 0; i < RESUMES_MAX && answer instanceof PaymentAnswer.Unknown; i++) {
            doubts++;
            answer = device.resume(request);
        }
        beliefs.put(sale.toString(), believed(answer, request, takenBack));
    }

    private Belief believed(PaymentAnswer answer, DeviceRequest.Payment request, boolean takenBack) {
        return switch (answer) {
            case PaymentAnswer.Approved(var approval) ->
                takenBack
                        ? reverse(approval, request)
                        : new Belief.Paid(approval.amount().minor());
            case PaymentAnswer.ApprovedOtherAmount(var approval) -> reverse(approval, request);
            case PaymentAnswer.Declined ignored -> new Belief.Unpaid();
            case PaymentAnswer.Aborted ignored -> new Belief.Unpaid();
            case PaymentAnswer.NotStarted ignored -> new Belief.Unpaid();
            case PaymentAnswer.Unknown(var again, var why) -> {
                device.setAside(again);
                yield new Belief.Unknown(why.name());
            }
        };
    }

    private Belief reverse(DeviceApproval approval, DeviceRequest.Payment payment) {
        DeviceRequest.Reversal request =
                device.prepareReversal(payment.payment(), approval.amount(), approval.transaction());
        ReversalAnswer answer = device.reverse(request);
        for (int i = 0; i < RESUMES_MAX && answer instanceof ReversalAnswer.Unknown; i++) {
            doubts++;
            answer = device.resume(request);
        }
        return switch (answer) {
            case ReversalAnswer.Reversed ignored -> new Belief.Reversed();
            case ReversalAnswer.Refused ignored ->
                new Belief.Paid(approval.amount().minor());
            case ReversalAnswer.NotStarted ignored ->
                new Belief.Paid(approval.amount().minor());
            case ReversalAnswer.Unknown(var again, var why) -> {
                device.setAside(again);
                yield new Belief.Unknown(why.name());
            }
        };
    }

    private void reborn() {
        deaths++;
        device.close();
        device = till();
    }

    /** A till in one of three is so impatient that it stops what goes well. */
    private PaymentDevice till() {
        NexoSettings.Times times = new NexoSettings.Times(
                Duration.ofSeconds(2),
                chance.nextInt(3) == 0 ? Duration.ofMillis(15) : answer,
                answer,
                Duration.ofSeconds(4),
                Duration.ofMillis(5),
                Duration.ofMillis(100),
                SETTLE,
                Duration.ofHours(24));
        NexoSettings settings = new NexoSettings("127.0.0.1", simulated.port(), "/nexo", NAME, "TILL-1", POI, times);
        return NexoDevice.of(settings, trust, numbers, InstantSource.system(), System::nanoTime);
    }

    private int count(Class<? extends Belief> kind) {
        return (int) beliefs.values().stream().filter(kind::isInstance).count();
    }
}
