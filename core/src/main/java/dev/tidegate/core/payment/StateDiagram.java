package dev.tidegate.core.payment;

import java.util.StringJoiner;

/** Draws {@link StateTable} as a Mermaid state diagram, the one in docs/architecture.md. */
public final class StateDiagram {
    private StateDiagram() {}

    /** One line a row, in the order of the states; lines end with a newline. */
    public static String mermaid() {
        StringJoiner lines = new StringJoiner("\n", "stateDiagram-v2\n    [*] --> COLLECTING\n", "\n");
        for (PaymentState state : PaymentState.values()) {
            boolean leaves = false;
            for (PaymentEvent event : PaymentEvent.values()) {
                if (StateTable.step(state, event) instanceof Step.Moves moves) {
                    lines.add("    " + state + " --> " + moves.next() + " : " + event);
                    leaves = true;
                }
            }
            if (!leaves) {
                lines.add("    " + state + " --> [*]");
            }
        }
        return lines.toString();
    }
}
