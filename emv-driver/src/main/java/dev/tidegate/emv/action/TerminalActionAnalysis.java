package dev.tidegate.emv.action;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.OnlineCapability;

/**
 * Terminal action analysis: what the results so far make the terminal ask the card for (EMV 4.4 Book 3, 10.7). Pure.
 */
public final class TerminalActionAnalysis {
    private static final Tag IAC_DENIAL = new Tag(0x9F0E);
    private static final Tag IAC_ONLINE = new Tag(0x9F0F);
    private static final Tag IAC_DEFAULT = new Tag(0x9F0D);

    private static final TerminalVerificationResults NONE = TerminalVerificationResults.none();
    private static final TerminalVerificationResults ALL = TerminalVerificationResults.of(Octets.ofHex("FFFFFFFFFF"));

    private final ActionCodes codes;
    private final OnlineCapability capability;

    /**
     * @param acquirers the acquirer's codes, TAC
     * @param capability of the terminal
     * @throws dev.tidegate.emv.data.MalformedCardDataException a code of the card has not five bytes
     */
    public TerminalActionAnalysis(CardObjects card, ActionCodes acquirers, OnlineCapability capability) {
        // 10.7: a card without a code has no bit in denial, and every bit in online and default.
        ActionCodes issuers = new ActionCodes(
                code(card, IAC_DENIAL, NONE), code(card, IAC_ONLINE, ALL), code(card, IAC_DEFAULT, ALL));
        this.codes = issuers.or(acquirers);
        this.capability = capability;
    }

    /** What the first GENERATE AC asks for. */
    public Type first(TerminalVerificationResults results) {
        if (results.meets(codes.denial())) {
            return Type.AAC;
        }
        return switch (capability) {
            // 10.7: such a terminal goes on as if a bit were set.
            case ONLINE_ONLY -> Type.ARQC;
            case OFFLINE_WITH_ONLINE -> results.meets(codes.online()) ? Type.ARQC : Type.TC;
            case OFFLINE_ONLY -> unable(results);
        };
    }

    /** What is asked for when the issuer should have been asked and cannot be: a TC, or an AAC by the default codes. */
    public Type unable(TerminalVerificationResults results) {
        boolean declined = capability == OnlineCapability.ONLINE_ONLY || results.meets(codes.unable());
        return declined ? Type.AAC : Type.TC;
    }

    private static TerminalVerificationResults code(CardObjects card, Tag tag, TerminalVerificationResults absent) {
        return card.has(tag) ? TerminalVerificationResults.of(card.value(tag, 5).octets()) : absent;
    }
}
