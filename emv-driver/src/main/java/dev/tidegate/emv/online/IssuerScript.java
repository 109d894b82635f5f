package dev.tidegate.emv.online;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.Tlv;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.step.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that the issuer sends to its card through the terminal, template 71 or 72 (EMV 4.4 Book 3, 10.10; Book 4,
 * 12.2.4).
 *
 * <pre>
 * 71  9F18 identifier 4 | 86 command | 86 command | …
 * </pre>
 */
public enum IssuerScript {
    /** Template 71: before the second GENERATE AC. Annex C5, byte 5 bit 6. */
    BEFORE(0x71, 6),
    /** Template 72: after it. Annex C5, byte 5 bit 5. */
    AFTER(0x72, 5);

    /** Book 3, 10.10: a terminal takes at least 128 bytes of scripts; each command has six or more. */
    static final int COMMANDS_MAX = 32;

    private static final Tag COMMAND = new Tag(0x86);

    private final int template;
    private final int failureBit;

    IssuerScript(int template, int failureBit) {
        this.template = template;
        this.failureBit = failureBit;
    }

    /** Whether the issuer sent such a script. */
    public boolean isIn(TlvSet issuerData) {
        return issuerData.has(new Tag(template));
    }

    /**
     * Sends the commands in their order, up to the first that the card refuses.
     *
     * @return the bits of tag 95 that it sets; none where there is no script
     */
    public Step<TerminalVerificationResults> run(TlvSet issuerData) {
        TerminalVerificationResults none = TerminalVerificationResults.none();
        if (!isIn(issuerData)) {
            return Step.done(none);
        }
        List<Octets> commands;
        try {
            commands = commands(issuerData.value(new Tag(template)));
        } catch (MalformedTlvException | MalformedCardDataException e) {
            return Step.done(failed());
        }
        return command(commands, 0);
    }

    private Step<TerminalVerificationResults> command(List<Octets> commands, int index) {
        if (index == commands.size()) {
            return Step.done(TerminalVerificationResults.none());
        }
        // 10.10: a success or a warning goes on, an error ends the script.
        return Step.send(
                CommandApdu.ofIssuer(commands.get(index)),
                answer -> answer.succeededOrWarned() ? command(commands, index + 1) : Step.done(failed()));
    }

    private TerminalVerificationResults failed() {
        return TerminalVerificationResults.none().with(5, failureBit);
    }

    // The whole script is looked at before its first command is sent.
    private static List<Octets> commands(Octets template) {
        List<Octets> commands = new ArrayList<>();
        for (Tlv element : Tlv.readAll(template)) {
            if (element.tag().equals(COMMAND)) {
                CommandApdu.ofIssuer(element.value()).wipe();
                commands.add(element.value());
            }
        }
        if (commands.size() > COMMANDS_MAX) {
            throw new MalformedCardDataException("a script of more commands than a terminal takes");
        }
        return commands;
    }
}
