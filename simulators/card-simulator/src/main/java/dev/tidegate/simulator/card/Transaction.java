package dev.tidegate.simulator.card;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * One transaction of the card, from the answer to GET PROCESSING OPTIONS on (EMV 4.4 Book 3, 6.5 and 9.3).
 *
 * <pre>
 * STARTED --GENERATE AC: ARQC--> ONLINE --GENERATE AC: TC, AAC--> ENDED
 *    +------GENERATE AC: TC, AAC-----------------------------------^
 * </pre>
 *
 * A command for which the state has no place is answered 6985 and changes nothing. Used by one thread at a time.
 */
final class Transaction {
    private enum Phase {
        STARTED,
        ONLINE,
        ENDED
    }

    private enum IssuerCheck {
        NOT_DONE,
        PASSED,
        FAILED
    }

    /** TTQ, 9F66: byte 2, b8, an online cryptogram is required. */
    private static final int ONLINE_WANTED = 0x80;

    /** TTQ byte 1, b4: the reader is offline only. */
    private static final int OFFLINE_ONLY = 0x08;

    /** TTQ byte 1, b1: the card is authenticated in online transactions too. */
    private static final int SIGNATURE_ONLINE = 0x01;

    /** P1 of GENERATE AC: the answer is to be signed too, CDA (6.5.5.2). */
    private static final int COMBINED = 0x10;

    private static final int RESPONSE_CODE = 0x8A;
    private static final int ISSUER_DATA = 0x91;
    private static final int UNPREDICTABLE_NUMBER = 0x9F37;
    private static final Set<String> UNABLE_TO_GO_ONLINE = Set.of("Y3", "Z3");

    /** Of the terminal's values those that cryptogram version 18 covers, in its order. */
    private static final int[] COVERED = {0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, UNPREDICTABLE_NUMBER};

    private static final DataObjectList AUTHENTICATION = new DataObjectList(Personalisation.AUTHENTICATION_LIST);

    private final ApplicationProfile profile;
    private final Face face;
    private final RsaKey key;
    private final SessionKey sessionKey;
    private final int counter;
    private final CardMemory memory;

    private Phase phase = Phase.STARTED;
    private IssuerCheck issuerCheck = IssuerCheck.NOT_DONE;
    private byte[] told;
    private byte[] request = new byte[0];
    private byte[] passingRecord = new byte[0];

    /** @param told the values that the terminal sent for the PDOL */
    Transaction(
            ApplicationProfile profile,
            Face face,
            RsaKey key,
            SessionKey sessionKey,
            int counter,
            byte[] told,
            CardMemory memory) {
        this.profile = profile;
        this.face = face;
        this.key = key;
        this.sessionKey = sessionKey;
        this.counter = counter;
        this.told = told.clone();
        this.memory = memory;
    }

    /** INTERNAL AUTHENTICATE: the card signs the terminal's number, DDA (6.5.9; Book 2, 6.5). */
    Reply internalAuthenticate(CommandApdu command) {
        if (command.parameters() != 0) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        if (command.content().length != AUTHENTICATION.valueLength()) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        if (phase != Phase.STARTED) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        byte[] number = sessionKey.dynamicNumber();
        byte[] dynamicData = Bytes.join(Bytes.number(number.length, 1), number);
        byte[] signature = DataSignature.ofDynamicData(key, dynamicData, command.content());
        return Reply.of(
                profile.scheme().templateAnswers() ? Tlv.of(0x77, Tlv.of(0x9F4B, signature)) : Tlv.of(0x80, signature));
    }

    /**
     * GENERATE AC, the first or the second (6.5.5).
     *
     * @param higher whether the card is to break the rule and give a TC
     */
    Reply generateCryptogram(CommandApdu command, boolean higher) {
        boolean unsupported = (command.p1() & COMBINED) != 0 && !profile.combined();
        if (unsupported || command.p2() != 0 || !CryptogramType.isNamedBy(command.p1())) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        CryptogramType asked = CryptogramType.namedBy(command.p1());
        return switch (phase) {
            case STARTED -> first(asked, command, higher);
            case ONLINE -> second(asked, command, higher);
            case ENDED -> Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        };
    }

    /** EXTERNAL AUTHENTICATE, once, after an ARQC: is the answer really the issuer's? (6.5.4; Book 2, 8.2.1) */
    Reply externalAuthenticate(CommandApdu command) {
        byte[] content = command.content();
        if (command.parameters() != 0) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        if (content.length < 8 || content.length > 16) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        if (profile.rules().issuerInList() || phase != Phase.ONLINE || issuerCheck != IssuerCheck.NOT_DONE) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        boolean genuine = isGenuine(content);
        issuerCheck = genuine ? IssuerCheck.PASSED : IssuerCheck.FAILED;
        return Reply.only(genuine ? StatusWord.SUCCESS : StatusWord.AUTHENTICATION_FAILED);
    }

    /**
     * The cryptogram in the answer to GET PROCESSING OPTIONS, as a Visa-like application behind the antenna gives it; a
     * TC comes with a signature over the terminal's number, amount and currency and the card's own 9F69 (fDDA, version
     * 01: EMV Contactless Book C-3, Annex C).
     */
    Reply atOnce(Personalisation personalisation, boolean higher) {
        Map<Integer, byte[]> values = profile.processingList(face).values(told);
        byte[] terminal = values.getOrDefault(0x9F66, new byte[4]);
        boolean online = (terminal[1] & ONLINE_WANTED) != 0 || (terminal[0] & OFFLINE_ONLY) == 0 && overdue();
        CryptogramType asked = online ? CryptogramType.ASK_ISSUER : CryptogramType.APPROVED;
        CryptogramType given =
                higher ? CryptogramType.APPROVED : profile.rules().first(asked, overdue());
        byte[] issuerData = IssuerApplicationData.ofFirst(given);
        byte[] cryptogram = sessionKey.cryptogram(covered(values, issuerData));
        byte[] qualifiers = profile.contactless().orElseThrow().qualifiers(terminal);
        byte[] related = Bytes.join(Bytes.hex("01"), Arrays.copyOf(sessionKey.challenge(0), 4), qualifiers);
        boolean signed = given == CryptogramType.APPROVED || (terminal[0] & SIGNATURE_ONLINE) != 0;
        byte[] signature = new byte[0];
        byte[] locator = new byte[0];
        if (signed && profile.authentication().contains(Authentication.DDA)) {
            byte[] number = sessionKey.dynamicNumber();
            byte[] told = Bytes.join(
                    values.getOrDefault(UNPREDICTABLE_NUMBER, new byte[0]),
                    values.getOrDefault(0x9F02, new byte[0]),
                    values.getOrDefault(0x5F2A, new byte[0]),
                    related);
            byte[] dynamicData = Bytes.join(Bytes.number(number.length, 1), number);
            signature = Tlv.of(0x9F4B, DataSignature.ofDynamicData(key, dynamicData, told));
            locator = Tlv.of(0x94, personalisation.fileLocator());
            passingRecord = Tlv.of(0x70, Tlv.of(0x9F69, related));
        }
        phase = Phase.ENDED;
        return Reply.of(Tlv.of(
                0x77,
                Tlv.of(0x82, profile.interchangeProfile(face)),
                locator,
                Tlv.of(0x57, personalisation.trackEquivalent()),
                Tlv.of(0x5F34, profile.holder().sequence()),
                Tlv.of(0x9F10, issuerData),
                Tlv.of(0x9F26, cryptogram),
                Tlv.of(0x9F27, Bytes.number(given.code(), 1)),
                Tlv.of(0x9F36, Bytes.number(counter, 2)),
                Tlv.of(0x9F6C, qualifiers),
                signature));
    }

    /** The record of this transaction alone, with 9F69; may be empty. */
    byte[] passingRecord() {
        return passingRecord.clone();
    }

    /** The ARQC of this transaction; empty when there is none. */
    byte[] request() {
        return request.clone();
    }

    private boolean overdue() {
        return profile.rules().isIssuerOverdue(counter, memory.lastOnline());
    }

    private Reply first(CryptogramType asked, CommandApdu command, boolean higher) {
        if (command.content().length != profile.firstList().valueLength()) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        CryptogramType given =
                higher ? CryptogramType.APPROVED : profile.rules().first(asked, overdue());
        byte[] issuerData = IssuerApplicationData.ofFirst(given);
        boolean online = given == CryptogramType.ASK_ISSUER && face == Face.CONTACT;
        phase = online ? Phase.ONLINE : Phase.ENDED;
        return answer(given, profile.firstList(), issuerData, command);
    }

    private Reply second(CryptogramType asked, CommandApdu command, boolean higher) {
        if (asked == CryptogramType.ASK_ISSUER) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        DataObjectList list = profile.secondList();
        if (command.content().length != list.valueLength()) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        Map<Integer, byte[]> values = list.values(command.content());
        byte[] responseCode = values.getOrDefault(RESPONSE_CODE, new byte[0]);
        boolean unable = UNABLE_TO_GO_ONLINE.contains(new String(responseCode, StandardCharsets.US_ASCII));
        if (profile.rules().issuerInList() && !unable) {
            byte[] answer = values.getOrDefault(ISSUER_DATA, new byte[10]);
            issuerCheck = isGenuine(answer) ? IssuerCheck.PASSED : IssuerCheck.FAILED;
        }
        boolean failed = issuerCheck == IssuerCheck.FAILED;
        boolean overdue = overdue();
        if (issuerCheck == IssuerCheck.PASSED) {
            memory.rememberOnline();
        }
        CryptogramType decided =
                failed ? CryptogramType.DECLINED : profile.rules().second(asked, unable, overdue);
        CryptogramType given = higher ? CryptogramType.APPROVED : decided;
        phase = Phase.ENDED;
        return answer(given, list, IssuerApplicationData.ofSecond(given, failed, unable), command);
    }

    private boolean isGenuine(byte[] issuerData) {
        byte[] sent = Arrays.copyOf(issuerData, 8);
        byte[] responseCode = Arrays.copyOfRange(issuerData, 8, 10);
        return issuerData.length >= 10 && Arrays.equals(sent, sessionKey.issuerResponse(request, responseCode));
    }

    private Reply answer(CryptogramType given, DataObjectList list, byte[] issuerData, CommandApdu command) {
        Map<Integer, byte[]> values = list.values(command.content());
        byte[] cryptogram = sessionKey.cryptogram(covered(values, issuerData));
        if (given == CryptogramType.ASK_ISSUER) {
            request = cryptogram;
        }
        told = Bytes.join(told, command.content());
        CryptogramAnswer answer = new CryptogramAnswer(given, counter, cryptogram, issuerData);
        boolean signed = (command.p1() & COMBINED) != 0 && given != CryptogramType.DECLINED;
        if (signed) {
            byte[] number = values.getOrDefault(UNPREDICTABLE_NUMBER, new byte[0]);
            return Reply.of(answer.signed(key, sessionKey.dynamicNumber(), told, number));
        }
        return Reply.of(profile.scheme().templateAnswers() ? answer.template() : answer.format());
    }

    private byte[] covered(Map<Integer, byte[]> values, byte[] issuerData) {
        byte[] all = new byte[0];
        for (int tag : COVERED) {
            all = Bytes.join(all, values.getOrDefault(tag, new byte[0]));
        }
        return Bytes.join(all, profile.interchangeProfile(face), Bytes.number(counter, 2), issuerData);
    }
}
