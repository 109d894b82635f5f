package dev.tidegate.emv.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Play;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run of a case of the vectors: reader, card and transaction, played from its first start to its last outcome. */
final class EntryPointCase {
    /** Beginnings again; a script has one or two. */
    private static final int STARTS_MAX = 8;

    /** What the vectors' issuer answers: 91, 71, 72. */
    private static final TlvSet ISSUER = TlvSet.empty()
            .with(new Tag(0x91), Octets.ofHex("0102030405060708090A0B0C0D0E0F10"))
            .with(new Tag(0x71), Octets.ofHex("1112131415161718191A1B1C1D1E1F20"))
            .with(new Tag(0x72), Octets.ofHex("2122232425262728292A2B2C2D2E2F30"));

    private final ReaderUnderTest reader;
    private final LowerTester card;
    private final TestKernel kernel;
    private final int script;
    private final int type;
    private final long amount;
    private final List<UserInterfaceRequest> shown = new ArrayList<>();
    private final List<KernelOutcome<String>> outcomes = new ArrayList<>();

    EntryPointCase(
            ReaderUnderTest reader,
            JsonNode card,
            int type,
            long amount,
            long other,
            List<KernelOutcome<String>> script) {
        this.reader = reader;
        this.card = new LowerTester(card);
        this.type = type;
        this.amount = amount;
        this.script = script.size();
        this.kernel = new TestKernel(terminal(ReaderUnderTest.tag(type), amount, other), script);
    }

    /** Everything that was shown, in order. */
    List<UserInterfaceRequest> shown() {
        return List.copyOf(shown);
    }

    /** Every outcome that the terminal got, the last one last. */
    List<KernelOutcome<String>> outcomes() {
        return List.copyOf(outcomes);
    }

    List<String> names() {
        return card.names();
    }

    /** What the card was told, an activation of the kernel each. */
    List<Map<String, String>> told() {
        return kernel.told();
    }

    EntryPointCase play() {
        if (!reader.runsByItself()) {
            shown.add(EntryPoint.idle());
        }
        EntryPoint<String> entry = start(!reader.runsByItself());
        KernelOutcome<String> refusal = entry.refusal();
        if (refusal != null) {
            ended(refusal);
            return this;
        }
        shown.add(entry.invitation(null));
        Tapped<String> tapped = result(entry.present(nothing(), null, TlvSet.empty()));
        KernelOutcome<String> outcome = ended(tapped.outcome().get());
        for (int starts = 0; outcome.start() != StartPoint.NONE; starts++) {
            if (starts == STARTS_MAX) {
                throw new AssertionError("a script without an end");
            }
            tapped = again(entry, tapped, outcome);
            KernelOutcome<String> next = tapped.outcome().get();
            int activations = kernel.told().size();
            outcome = ended(next);
            if (activations > script) {
                // The script's last outcome begins again: the vectors' terminal lets the time run out.
                break;
            }
        }
        return this;
    }

    private Tapped<String> again(EntryPoint<String> before, Tapped<String> tapped, KernelOutcome<String> outcome) {
        EntryPoint<String> entry = outcome.start() == StartPoint.A ? start(true) : before;
        boolean asked = outcome.kind() == KernelOutcome.Kind.ONLINE_REQUEST;
        TlvSet issuer = asked ? ISSUER : TlvSet.empty();
        return switch (outcome.start()) {
            case A, B -> {
                shown.add(entry.invitation(outcome));
                yield result(entry.present(nothing(), outcome, issuer));
            }
            case C -> {
                show(outcome.onRestart());
                yield result(entry.present(nothing(), outcome, issuer));
            }
            case D -> {
                show(outcome.onRestart());
                yield result(entry.resume(tapped.at(), nothing(), outcome, issuer));
            }
            case NONE -> throw new IllegalStateException("it does not begin again");
        };
    }

    private EntryPoint<String> start(boolean preProcessing) {
        List<Combination> combinations = reader.combinations(type);
        return preProcessing
                ? EntryPoint.prepared(combinations, amount, 1, kernel)
                : EntryPoint.unprepared(combinations, kernel);
    }

    private KernelOutcome<String> ended(KernelOutcome<String> outcome) {
        outcomes.add(outcome);
        show(outcome.onOutcome());
        return outcome;
    }

    private void show(@Nullable UserInterfaceRequest request) {
        if (request != null) {
            shown.add(request);
        }
    }

    private Tapped<String> result(Step<Tapped<String>> step) {
        return Objects.requireNonNull(Play.result(step, card));
    }

    private static CardObjects nothing() {
        return CardObjects.in(new CardMemory());
    }

    /** An outcome as the script has it, showing this. */
    static KernelOutcome<String> outcome(
            String kind,
            String start,
            @Nullable UserInterfaceRequest onOutcome,
            @Nullable UserInterfaceRequest onRestart) {
        StartPoint at = start.length() == 1 ? StartPoint.valueOf(start) : StartPoint.NONE;
        KernelOutcome.Kind named = KernelOutcome.Kind.valueOf(
                kind.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT));
        boolean asks = named == KernelOutcome.Kind.ONLINE_REQUEST && at != StartPoint.NONE;
        return new KernelOutcome<>(
                named,
                at,
                asks ? KernelOutcome.OnlineResponse.ANY : KernelOutcome.OnlineResponse.NONE,
                KernelOutcome.Verification.NOT_APPLICABLE,
                onOutcome,
                onRestart,
                kind,
                KernelOutcome.AlternateInterface.NONE,
                false,
                Duration.ZERO,
                Duration.ZERO);
    }

    private static TlvSet terminal(String type, long amount, long other) {
        return dev.tidegate.emv.testcard.Objects.terminal(
                "9F02", digits(amount),
                "9F03", digits(other),
                "9C", type,
                "9F37", "A1B2C3D4",
                "9F16", "313233343536373839303132333435",
                "9F1C", "5445524D31323334",
                "9F1A", "0276",
                "9F35", "22",
                "9A", "260314");
    }

    private static String digits(long amount) {
        return String.format(java.util.Locale.ROOT, "%012d", amount);
    }
}
