package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The gateway's memory of one till round a {@link RecordGate}: where its chain stands and which links it has. */
final class GateBench implements AcceptedLinks {
    private final Map<Long, Octets> links = new TreeMap<>();
    private final RecordGate gate = new RecordGate(this);
    private TillChain chain;

    GateBench(TillId till) {
        this.chain = TillChain.enrolled(till, Samples.secret());
    }

    TillChain chain() {
        return chain;
    }

    /** What the gate says, without committing it. */
    Acceptance ask(Octets raw) {
        return gate.accept(raw, chain);
    }

    /** What the gate says, committed as the gateway would. */
    Acceptance take(Octets raw) {
        Acceptance acceptance = ask(raw);
        switch (acceptance) {
            case Acceptance.Accepted accepted -> commit(accepted.next());
            case Acceptance.SetAside aside -> commit(aside.next());
            case Acceptance.Duplicate ignored -> {}
            case Acceptance.Gap ignored -> {}
            case Acceptance.Fork ignored -> {}
            case Acceptance.Refused ignored -> {}
        }
        return acceptance;
    }

    /** The gate's answer in one word. */
    String word(Octets raw) {
        return switch (take(raw)) {
            case Acceptance.Accepted accepted -> accepted.previousBroken() ? "OK after BROKEN" : "OK";
            case Acceptance.Duplicate ignored -> "DUPLICATE";
            case Acceptance.Gap gap -> "GAP from " + gap.expected();
            case Acceptance.Fork fork -> "FORK at " + fork.seq();
            case Acceptance.SetAside aside -> "SET_ASIDE " + aside.code();
            case Acceptance.Refused refused -> "REFUSED " + refused.code();
        };
    }

    @Override
    public @Nullable Octets at(TillId till, long seq) {
        return till.equals(chain.till()) ? links.get(seq) : null;
    }

    private void commit(TillChain next) {
        links.put(next.lastSeq(), next.lastLink());
        chain = next;
    }
}
