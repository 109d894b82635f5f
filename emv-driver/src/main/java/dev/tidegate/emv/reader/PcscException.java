package dev.tidegate.emv.reader;

import java.io.Serial;

/** A call of PC/SC did not come to {@link PcscAnswer#OK}. Inside this package: callers of readers get values. */
final class PcscException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final PcscAnswer answer;

    PcscException(PcscAnswer answer) {
        super(answer.name(), null, false, false);
        this.answer = answer;
    }

    PcscAnswer answer() {
        return answer;
    }
}
