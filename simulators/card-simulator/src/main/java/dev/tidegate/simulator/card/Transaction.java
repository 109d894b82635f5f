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

    /** P1 of GENERATE AC: the answer is to be signed too, CDA (6.5.5.2). */
    private static final int COMBINED = 0x10;

    private static final int RESPONSE_CODE = 0x8A;
    private static final int UNPREDICTABLE_NUMBER = 0x9F37;
    private static final Set<String> UNABLE_TO_GO_ONLINE = Set.of("Y3", "Z3");

    /** Of the terminal's values those that cryptogram version 18 covers, in its order. */
    private static final int[] COVERED = {0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, UNPREDICTABLE_NUMBER};

    private static final DataObjectList FIRST = new DataObjectList(Personalisation.FIRST_LIST);
    private static final DataObjectList SECOND = new DataObjectList(Personalisation.SECOND_LIST);
    private static final DataObjectList AUTHENTICATION = new DataObjectList(Personalisation.AUTHENTICATION_LIST);

    private final CardProfile profile;
    private final RsaKey key;
    private final SessionKey sessionKey;
    private final int counter;
    private final CardMemory memory;

    private Phase phase = Phase.STARTED;
    private IssuerCheck issuerCheck = IssuerCheck.NOT_DONE;
    private byte[] told;
    private byte[] request = new byte[0];

    /** @param told the values that the terminal sent for the PDOL */
    Transaction(CardProfile profile, RsaKey key, SessionKey sessionKey, int counter, byte[] told, CardMemory memory) {
        this.profile = profile;
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

    /** GENERATE AC, the first or the second (6.5.5). */
    Reply generateCryptogram(CommandApdu command) {
        boolean unsupported = (command.p1() & COMBINED) != 0 && !profile.combined();
        if (unsupported || command.p2() != 0 || !CryptogramType.isNamedBy(command.p1())) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        CryptogramType asked = CryptogramType.namedBy(command.p1());
        return switch (phase) {
            case STARTED -> first(asked, command);
            case ONLINE -> second(asked, command);
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
        if (phase != Phase.ONLINE || issuerCheck != IssuerCheck.NOT_DONE) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        byte[] sent = Arrays.copyOf(content, 8);
        byte[] responseCode = Arrays.copyOfRange(content, 8, 10);
        boolean genuine = content.length >= 10 && Arrays.equals(sent, sessionKey.issuerResponse(request, responseCode));
        issuerCheck = genuine ? IssuerCheck.PASSED : IssuerCheck.FAILED;
        return Reply.only(genuine ? StatusWord.SUCCESS : StatusWord.AUTHENTICATION_FAILED);
    }

    private Reply first(CryptogramType asked, CommandApdu command) {
        if (command.content().length != FIRST.valueLength()) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        CryptogramType given = profile.behaviour().first(asked);
        byte[] issuerData = IssuerApplicationData.ofFirst(given);
        phase = given == CryptogramType.ASK_ISSUER ? Phase.ONLINE : Phase.ENDED;
        return answer(given, FIRST, issuerData, command);
    }

    private Reply second(CryptogramType asked, CommandApdu command) {
        if (asked == CryptogramType.ASK_ISSUER) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        if (command.content().length != SECOND.valueLength()) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        byte[] responseCode = SECOND.values(command.content()).getOrDefault(RESPONSE_CODE, new byte[0]);
        boolean unable = UNABLE_TO_GO_ONLINE.contains(new String(responseCode, StandardCharsets.US_ASCII));
        boolean failed = issuerCheck == IssuerCheck.FAILED;
        if (issuerCheck == IssuerCheck.PASSED) {
            memory.rememberOnline();
        }
        CryptogramType given =
                failed ? CryptogramType.DECLINED : profile.behaviour().second(asked, unable);
        phase = Phase.ENDED;
        return answer(given, SECOND, IssuerApplicationData.ofSecond(given, failed, unable), command);
    }

    private Reply answer(CryptogramType given, DataObjectList list, byte[] issuerData, CommandApdu command) {
        Map<Integer, byte[]> values = list.values(command.content());
        request = sessionKey.cryptogram(covered(values, issuerData));
        told = Bytes.join(told, command.content());
        CryptogramAnswer answer = new CryptogramAnswer(given, counter, request, issuerData);
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
        return Bytes.join(all, profile.interchangeProfile(), Bytes.number(counter, 2), issuerData);
    }
}
