package dev.tidegate.emv.initiate;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.step.Step;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Initiate application processing: GET PROCESSING OPTIONS (EMV 4.4 Book 3, 10.1 and 6.5.8). */
public final class ApplicationInitiation {
    /** What the card said. */
    public sealed interface Initiation {
        /**
         * The transaction has begun.
         *
         * @param objects the card's objects, now with AIP (82) and AFL (94)
         */
        record Begun(InterchangeProfile profile, CardObjects objects) implements Initiation {}

        /** This application is not for this transaction: the next candidate (10.1). */
        record NotSatisfied() implements Initiation {}
    }

    /**
     * The command that begins, and what is known when it is sent.
     *
     * @param objects the card's, with what it is told
     */
    public record Opening(CommandApdu command, CardObjects objects) {
        /**
         * What a card's answer says.
         *
         * @throws MalformedCardDataException it has another form than the book's
         */
        public Initiation.Begun begun(Slice answer) {
            return ApplicationInitiation.begun(objects, answer);
        }
    }

    private static final Tag PDOL = new Tag(0x9F38);
    private static final Tag FILE_LOCATOR = new Tag(0x94);
    private static final Tag FORMAT_1 = new Tag(0x80);
    private static final Tag FORMAT_2 = new Tag(0x77);

    /** Template 83 with a length of two bytes leaves 252 of the 255 bytes of a command. */
    private static final int VALUES_MAX = 252;

    private ApplicationInitiation() {}

    /**
     * Tells the card what its PDOL asks for.
     *
     * @param selected the objects of the selected application
     */
    public static Step<Initiation> initiate(CardObjects selected, TlvSet terminal) {
        return Step.guarded(() -> {
            Opening opening = opening(selected, terminal);
            return Step.send(opening.command(), answer -> switch (answer.statusWord()) {
                case ResponseApdu.SUCCESS -> Step.done(opening.begun(answer.data()));
                case ResponseApdu.CONDITIONS_NOT_SATISFIED -> Step.done(new Initiation.NotSatisfied());
                default -> Step.ended(EndReason.CARD_ERROR);
            });
        });
    }

    /**
     * The command by which the card is told what its PDOL asks for.
     *
     * @param selected the objects of the selected application
     * @throws MalformedCardDataException the PDOL is none, or asks for more than the command carries
     */
    public static Opening opening(CardObjects selected, TlvSet terminal) {
        DataObjectList asked = selected.has(PDOL) ? DataObjectList.read(selected.value(PDOL)) : DataObjectList.empty();
        if (asked.valuesLength() > VALUES_MAX) {
            throw new MalformedCardDataException("a PDOL asks for more than a command carries");
        }
        byte[] values = asked.fill(terminal, selected);
        CardObjects objects = selected.withTold(Slice.of(values));
        CommandApdu command = CommandApdu.getProcessingOptions(template(values));
        Arrays.fill(values, (byte) 0);
        return new Opening(command, objects);
    }

    private static byte[] template(byte[] values) {
        int head = values.length < 0x80 ? 2 : 3;
        byte[] template = new byte[head + values.length];
        template[0] = (byte) 0x83;
        template[1] = (byte) (head == 2 ? values.length : 0x81);
        template[head - 1] = (byte) values.length;
        System.arraycopy(values, 0, template, head, values.length);
        return template;
    }

    private static Initiation.Begun begun(CardObjects objects, Slice answer) {
        List<TlvElement> outer = TlvElement.readAll(answer);
        if (outer.size() != 1) {
            throw new MalformedCardDataException("processing options are one template");
        }
        TlvElement template = outer.getFirst();
        CardObjects all;
        if (template.tag().equals(FORMAT_1)) {
            Slice both = template.value();
            if (both.length() < 2) {
                throw new MalformedCardDataException("processing options begin with two bytes");
            }
            all = objects.with(Tag.AIP, both.slice(0, 2)).with(FILE_LOCATOR, both.slice(2, both.length()));
        } else if (template.tag().equals(FORMAT_2)) {
            all = objects.withAll(unique(TlvElement.readAll(template.value())));
        } else {
            throw new MalformedCardDataException("processing options are template 80 or 77");
        }
        return new Initiation.Begun(new InterchangeProfile(all.octets(Tag.AIP)), all);
    }

    // 10.2: data that comes twice ends the transaction; which of the two would be meant?
    private static List<TlvElement> unique(List<TlvElement> elements) {
        Set<Tag> seen = new HashSet<>();
        for (TlvElement element : elements) {
            if (!element.tag().isConstructed() && !seen.add(element.tag())) {
                throw new MalformedCardDataException("tag " + element.tag() + " comes twice");
            }
        }
        return elements;
    }
}
