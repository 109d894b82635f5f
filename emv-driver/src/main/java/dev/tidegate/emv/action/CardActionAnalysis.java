package dev.tidegate.emv.action;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.authentication.CombinedAuthentication;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.step.Step;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Card action analysis: GENERATE AC and what the card makes of it (EMV 4.4 Book 3, 10.8, 9 and 6.5.5). */
public final class CardActionAnalysis {
    /**
     * The card gave a cryptogram, of the kind asked for or a lower one.
     *
     * @param objects the card's objects, with the values that it was told
     * @param terminal the terminal's objects as they were at this command: what is frozen
     */
    public record Analysis(CryptogramAnswer answer, CardObjects objects, TlvSet terminal) {}

    /** P1 of GENERATE AC: the answer is to be signed, CDA (6.5.5.2). */
    private static final int SIGNED = 0x10;

    private CardActionAnalysis() {}

    /**
     * Asks for a cryptogram.
     *
     * @param list CDOL 1 or CDOL 2
     * @param terminal the terminal's objects
     * @param combined what checks the signature, where one is to be asked for
     */
    public static Step<Analysis> ask(
            Type asked,
            DataObjectList list,
            TlvSet terminal,
            CardObjects card,
            @Nullable CombinedAuthentication combined) {
        // Book 2, 6.6: a signature is asked for with a TC or ARQC only.
        CombinedAuthentication signing = asked == Type.AAC ? null : combined;
        byte[] values = list.fill(terminal, card);
        CardObjects told = card.withTold(Slice.of(values));
        Octets unpredictableNumber = terminal.value(Tag.UNPREDICTABLE_NUMBER);
        CommandApdu command =
                CommandApdu.generateCryptogram(asked.informationByte() | (signing == null ? 0 : SIGNED), values);
        Arrays.fill(values, (byte) 0);
        return Step.send(command, answer -> {
            // 6.5.5.5 and 6.3.5: any other status ends the transaction.
            if (!answer.succeeded()) {
                return Step.ended(EndReason.CARD_ERROR);
            }
            CryptogramAnswer read = CryptogramAnswer.read(answer.data(), told, signing, unpredictableNumber);
            return isHigher(read.type(), asked)
                    ? Step.ended(EndReason.CARD_ERROR)
                    : Step.done(new Analysis(read, told, terminal));
        });
    }

    /**
     * A signed answer that nobody has checked yet: a card without contacts is let go before the arithmetic.
     *
     * @param answer in the card's memory
     */
    public record Unchecked(Type asked, Slice answer, CardObjects objects, TlvSet terminal) {
        /**
         * Checks it.
         *
         * @throws dev.tidegate.emv.data.MalformedCardDataException it has another form than the book's, or a higher
         *     cryptogram than was asked for
         */
        public Analysis check(@Nullable CombinedAuthentication combined) {
            CryptogramAnswer read =
                    CryptogramAnswer.read(answer, objects, combined, terminal.value(Tag.UNPREDICTABLE_NUMBER));
            if (isHigher(read.type(), asked)) {
                throw new MalformedCardDataException("a higher cryptogram than was asked for");
            }
            return new Analysis(read, objects, terminal);
        }
    }

    /** Asks for a cryptogram as {@link #ask} does, and leaves the answer to be checked. */
    public static Step<Unchecked> request(
            Type asked, DataObjectList list, TlvSet terminal, CardObjects card, boolean signed) {
        byte[] values = list.fill(terminal, card);
        CardObjects told = card.withTold(Slice.of(values));
        CommandApdu command = CommandApdu.generateCryptogram(
                asked.informationByte() | (signed && asked != Type.AAC ? SIGNED : 0), values);
        Arrays.fill(values, (byte) 0);
        return Step.send(
                command,
                answer -> answer.succeeded()
                        ? Step.done(new Unchecked(asked, told.keep(answer.data()), told, terminal))
                        : Step.ended(EndReason.CARD_ERROR));
    }

    /** 9.3 and 10.8: a card may answer TC with ARQC or AAC, ARQC with AAC, and never the other way. */
    static boolean isHigher(Type given, Type asked) {
        return rank(given) > rank(asked);
    }

    private static int rank(Type type) {
        return switch (type) {
            case AAC -> 0;
            case ARQC -> 1;
            case TC -> 2;
        };
    }
}
