package dev.tidegate.till.reader;

import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.selection.ApplicationChoice;
import dev.tidegate.till.sale.Questions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The cardholder before the till: which application is asked on the screen, the PIN on the pad while the screen says
 * so. Used by the sale's thread; {@link #cancel()} comes from any.
 */
final class Cardholder implements ApplicationChoice, PinEntryDevice {
    private static final int LAST = 1;

    private final Questions questions;
    private final PinEntryDevice pad;
    private final Duration wait;
    private Consumer<Prompt> hints = hint -> {};
    private boolean wrong;

    /**
     * @param pad where a PIN is entered
     * @param wait how long a question stands
     */
    Cardholder(Questions questions, PinEntryDevice pad, Duration wait) {
        this.questions = questions;
        this.pad = pad;
        this.wait = wait;
    }

    /** Another card has come. */
    void meets(Consumer<Prompt> told) {
        hints = told;
        wrong = false;
    }

    @Override
    public int choose(List<String> labels) {
        Prompt prompt = labels.size() == 1 ? Prompt.CONFIRM_APPLICATION : Prompt.CHOOSE_APPLICATION;
        int place = questions.choose(labels, wait, () -> hints.accept(prompt));
        hints.accept(Prompt.PROCESSING);
        return place == Questions.NONE ? NONE : place;
    }

    @Override
    public PinEntry enter(PinRequest request) {
        questions.pin(request.triesLeft());
        try {
            hints.accept(prompt(request));
            PinEntry entry = pad.enter(request);
            wrong = entry instanceof PinEntry.Presented;
            return entry;
        } finally {
            questions.pinOver();
            hints.accept(Prompt.PROCESSING);
        }
    }

    // Asked again, the card did not take what was entered before.
    private Prompt prompt(PinRequest request) {
        if (request.triesLeft() == LAST) {
            return Prompt.PIN_LAST_TRY;
        }
        return wrong ? Prompt.PIN_WRONG : Prompt.ENTER_PIN;
    }

    @Override
    public void cancel() {
        questions.cancel();
        pad.cancel();
    }
}
