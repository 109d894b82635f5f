package dev.tidegate.emv.online;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.IssuerObjects;
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
    private static final Tag IDENTIFIER = new Tag(0x9F18);
    private static final Octets NO_IDENTIFIER = Octets.ofHex("00000000");

    // Book 4, Annex A5: the result, then the number of the command that it is about.
    private static final int NOT_PERFORMED = 0x00;
    private static final int FAILED = 0x10;
    private static final int SUCCESSFUL = 0x20;
    private static final int NUMBER_MAX = 0x0F;

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
     * What came of the scripts of one kind.
     *
     * @param found the bits of tag 95 that they set
     * @param results tag 9F5B, five bytes a script; empty where there is none
     */
    public record Ran(TerminalVerificationResults found, Octets results) {
        static final Ran NONE = new Ran(TerminalVerificationResults.none(), Octets.empty());
    }

    /**
     * Runs one script after the other: sends its commands in their order, up to the first that the card refuses.
     *
     * @return what came of each; a script that failed does not keep the next one from being run (10.10)
     */
    public Step<Ran> run(TlvSet issuerData) {
        return script(IssuerObjects.scripts(issuerData, new Tag(template)), 0, 0, Ran.NONE);
    }

    private Step<Ran> script(List<Octets> scripts, int index, int sent, Ran soFar) {
        if (index == scripts.size()) {
            return Step.done(soFar);
        }
        List<Octets> commands;
        try {
            commands = commands(scripts.get(index), sent);
        } catch (MalformedTlvException | MalformedCardDataException e) {
            return script(scripts, index + 1, sent, with(soFar, NOT_PERFORMED, scripts.get(index)));
        }
        return command(commands, 0)
                .then(refused -> script(
                        scripts,
                        index + 1,
                        sent + commands.size(),
                        with(soFar, refused == 0 ? SUCCESSFUL : FAILED | refused, scripts.get(index))));
    }

    /** The number of the first command that the card refused, 1 to 15, the last for all behind; 0 for none. */
    private static Step<Integer> command(List<Octets> commands, int index) {
        if (index == commands.size()) {
            return Step.done(0);
        }
        // 10.10: a success or a warning goes on, an error ends the script.
        return Step.send(
                CommandApdu.ofIssuer(commands.get(index)),
                answer -> answer.succeededOrWarned()
                        ? command(commands, index + 1)
                        : Step.done(Math.min(index + 1, NUMBER_MAX)));
    }

    private Ran with(Ran soFar, int result, Octets script) {
        TerminalVerificationResults found = result == SUCCESSFUL
                ? soFar.found()
                : TerminalVerificationResults.none().with(5, failureBit);
        Octets five = Octets.of(new byte[] {(byte) result}).plus(identifier(script));
        return new Ran(found, soFar.results().plus(five));
    }

    // Four bytes, or zeros where the script has none, or cannot be read.
    private static Octets identifier(Octets script) {
        try {
            for (Tlv element : Tlv.readAll(script)) {
                if (element.tag().equals(IDENTIFIER) && element.value().length() == NO_IDENTIFIER.length()) {
                    return element.value();
                }
            }
        } catch (MalformedTlvException e) {
            return NO_IDENTIFIER;
        }
        return NO_IDENTIFIER;
    }

    // The whole script is looked at before its first command is sent.
    private static List<Octets> commands(Octets script, int before) {
        List<Octets> commands = new ArrayList<>();
        for (Tlv element : Tlv.readAll(script)) {
            if (element.tag().equals(COMMAND)) {
                CommandApdu.ofIssuer(element.value()).wipe();
                commands.add(element.value());
            }
        }
        if (before + commands.size() > COMMANDS_MAX) {
            throw new MalformedCardDataException("scripts of more commands than a terminal takes");
        }
        return commands;
    }
}
