package dev.tidegate.emv.testcard;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.emv.apdu.CardChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A card that is written by hand, with real signatures and made-up cryptograms. What is in its records, how it decides
 * and where it fails is the test's.
 *
 * <pre>
 * SFI 1  record 1   57
 *        record 2   the application's objects: authenticated
 * SFI 2  record 1   8F 90 92 9F32
 *        record 2   93
 *        record 3   9F46 9F47 9F48
 *        record 4   9F2D 9F2E 9F2F, of a card with a key for PINs
 * </pre>
 */
public final class TestCard implements CardChannel {
    public static final String VISA = "A0000000031010";
    public static final String MASTERCARD = "A0000000041010";
    public static final String VISA_PAN = "4761739001010119";
    public static final String MASTERCARD_PAN = "5413330089010012";

    /** CDOL 1 of most cards; CDOL 2 begins with the response code. */
    public static final String CDOL_1 = "9F02069F03069F1A0295055F2A029A039C019F3704";

    private static final String FILE_LOCATOR = "0801010008020201" + "10010300";
    private static final String FILE_LOCATOR_WITH_PIN_KEY = "0801010008020201" + "10010400";
    private static final String DYNAMIC_NUMBER = "0011223344556677";
    private static final String PSE = "315041592E5359532E4444463031";

    private final String aid;
    private final String pan;
    private final boolean templates;
    private final Map<String, String> objects = new LinkedHashMap<>();
    private final Map<String, String> overrides = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();

    private String profile = "7C00";
    private String processingList = "";
    private String pin = "";
    private int tries;
    private boolean pinKey;
    private String challenge = "";
    private boolean directory = true;
    private UnaryOperator<Type> first = asked -> asked;
    private UnaryOperator<Type> second = asked -> asked;
    private UnaryOperator<byte[]> wire = answer -> answer;
    private int removedAt = Integer.MAX_VALUE;

    private int counter = 0x0010;
    private int cryptograms;
    private String told = "";
    private final Map<String, String> records = new LinkedHashMap<>();

    private TestCard(String aid, String pan, boolean templates) {
        this.aid = aid;
        this.pan = pan;
        this.templates = templates;
        objects.put("5A", pan);
        objects.put("5F24", "391231");
        objects.put("5F25", "200101");
        objects.put("5F28", "0276");
        objects.put("5F34", "01");
        objects.put("8C", CDOL_1);
        objects.put("8D", "8A02" + CDOL_1);
        objects.put("8E", "00000000000000005E031F03");
        objects.put("9F07", "FF00");
        objects.put("9F08", "0002");
        objects.put("9F0D", "FC50BCF800");
        objects.put("9F0E", "0000000000");
        objects.put("9F0F", "FC50BCF800");
        objects.put("9F42", "0978");
        objects.put("9F4A", "82");
    }

    /** Answers in format 1, values alone. */
    public static TestCard visa() {
        return new TestCard(VISA, VISA_PAN, false);
    }

    /** Answers in format 2, templates. */
    public static TestCard mastercard() {
        return new TestCard(MASTERCARD, MASTERCARD_PAN, true);
    }

    /** Puts an object into the application's record, or another value in its place. */
    public TestCard with(String tag, String value) {
        objects.put(tag, value);
        return this;
    }

    public TestCard without(String tag) {
        objects.remove(tag);
        return this;
    }

    /** AIP, tag 82. */
    public TestCard profile(String hex) {
        profile = hex;
        return this;
    }

    /** PDOL, tag 9F38. */
    public TestCard processingList(String hex) {
        processingList = hex;
        return this;
    }

    public TestCard withoutDirectory() {
        directory = false;
        return this;
    }

    /** What the first GENERATE AC gives. */
    public TestCard first(Type given) {
        first = asked -> given;
        return this;
    }

    /** What the second GENERATE AC gives. */
    public TestCard second(Type given) {
        second = asked -> given;
        return this;
    }

    /** Answers commands that begin with these digits with this, always. */
    public TestCard answering(String commandPrefix, String answer) {
        overrides.put(commandPrefix, answer);
        return this;
    }

    /** Checks a PIN, and blocks after so many wrong ones. */
    public TestCard withPin(String digits, int triesLeft) {
        pin = digits;
        tries = triesLeft;
        return this;
    }

    /** Has a key for PINs alone. */
    public TestCard withPinKey() {
        pinKey = true;
        return this;
    }

    /** Does something to every answer before it leaves. */
    public TestCard onTheWire(UnaryOperator<byte[]> change) {
        wire = change;
        return this;
    }

    /** Is taken away before it answers the command of this number, 0 the first. */
    public TestCard removedAt(int command) {
        removedAt = command;
        return this;
    }

    /** The commands so far, in hexadecimal digits. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** The last command that begins with these digits. */
    public String last(String prefix) {
        return commands.stream()
                .filter(command -> command.startsWith(prefix))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no command " + prefix));
    }

    public boolean was(String prefix) {
        return commands.stream().anyMatch(command -> command.startsWith(prefix));
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] bytes = new byte[command.remaining()];
        command.get(bytes);
        if (commands.size() >= removedAt) {
            return Transmission.REMOVED;
        }
        commands.add(Hex.of(bytes));
        byte[] answer = wire.apply(Hex.bytes(answer(Hex.of(bytes))));
        if (answer.length > response.remaining()) {
            return Transmission.SILENT;
        }
        response.put(answer);
        return Transmission.ANSWERED;
    }

    private String answer(String command) {
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            if (command.startsWith(override.getKey())) {
                return override.getValue();
            }
        }
        return switch (command.substring(0, 4)) {
            case "00A4" -> select(command);
            case "80A8" -> processingOptions(data(command));
            case "00B2" -> record(command.substring(4, 8));
            case "80CA" -> getData(command.substring(4, 8));
            case "0088" -> internalAuthenticate(data(command));
            case "80AE" -> generate(command);
            case "0084" -> challenge();
            case "0020" -> verify(command);
            case "0082", "8424", "84DA" -> "9000";
            default -> "6D00";
        };
    }

    private String select(String command) {
        String name = data(command);
        if (name.equals(PSE)) {
            return directory ? Hex.tlv("6F", Hex.tlv("84", PSE), Hex.tlv("A5", Hex.tlv("88", "01"))) + "9000" : "6A82";
        }
        if (!aid.startsWith(name) || command.startsWith("00A40402")) {
            return "6A82";
        }
        told = "";
        cryptograms = 0;
        return Hex.tlv(
                        "6F",
                        Hex.tlv("84", aid),
                        Hex.tlv(
                                "A5",
                                Hex.tlv("50", "54455354"),
                                Hex.tlv("87", "01"),
                                processingList.isEmpty() ? "" : Hex.tlv("9F38", processingList)))
                + "9000";
    }

    private String processingOptions(String data) {
        counter++;
        told = data.substring(4);
        String locator = pinKey ? FILE_LOCATOR_WITH_PIN_KEY : FILE_LOCATOR;
        return templates
                ? Hex.tlv("77", Hex.tlv("82", profile), Hex.tlv("94", locator)) + "9000"
                : Hex.tlv("80", profile, locator) + "9000";
    }

    private String record(String place) {
        if (told.isEmpty() && place.equals("010C") && cryptograms == 0 && !was("80A8")) {
            return Hex.tlv("70", Hex.tlv("61", Hex.tlv("4F", aid), Hex.tlv("50", "54455354"), Hex.tlv("87", "01")))
                    + "9000";
        }
        if (place.equals("020C") && !was("80A8")) {
            return "6A83";
        }
        if (records.isEmpty()) {
            personalise();
        }
        String content = records.get(place);
        return content == null ? "6A83" : Hex.tlv("70", content) + "9000";
    }

    private void personalise() {
        String application = content();
        String statics = application + (objects.containsKey("9F4A") ? profile : "");
        records.put("010C", Hex.tlv("57", pan + "D3912201123400001F"));
        records.put("020C", application);
        records.put("0114", Hex.tlv("8F", TestIssuer.AUTHORITY_INDEX) + TestIssuer.issuerRecord(pan));
        records.put("0214", TestIssuer.signedStatic(statics));
        records.put("0314", TestIssuer.cardRecord(pan, statics));
        records.put("0414", TestIssuer.pinRecord(pan));
    }

    private String content() {
        StringBuilder all = new StringBuilder();
        objects.forEach((tag, value) -> all.append(Hex.tlv(tag, value)));
        return all.toString();
    }

    private String getData(String tag) {
        return switch (tag) {
            case "9F36" -> Hex.tlv("9F36", counterHex()) + "9000";
            case "9F17" -> pin.isEmpty() ? "6A88" : Hex.tlv("9F17", Hex.of(new byte[] {(byte) tries})) + "9000";
            case "9F13" -> Hex.tlv("9F13", "0001") + "9000";
            default -> "6A88";
        };
    }

    private String challenge() {
        challenge = TestIssuer.sha1("C0" + commands.size()).substring(0, 16);
        return challenge + "9000";
    }

    private String verify(String command) {
        if (tries == 0) {
            return "6983";
        }
        String block = data(command);
        if (command.startsWith("00200088")) {
            String plain = TestIssuer.deciphered(block, pinKey);
            boolean fresh = plain.startsWith("7F") && plain.substring(18, 34).equals(challenge);
            challenge = "";
            block = fresh ? plain.substring(2, 18) : "";
        }
        boolean right = block.equals(block(pin));
        tries = right ? 3 : tries - 1;
        return right ? "9000" : "63C" + tries;
    }

    /** The block that a pad presents (EMV 4.4 Book 3, 6.5.12). */
    static String block(String digits) {
        return "2" + Integer.toHexString(digits.length()) + digits + "F".repeat(14 - digits.length());
    }

    private String internalAuthenticate(String data) {
        String signature = TestIssuer.signedDynamic("08" + DYNAMIC_NUMBER, data);
        return (templates ? Hex.tlv("77", Hex.tlv("9F4B", signature)) : Hex.tlv("80", signature)) + "9000";
    }

    private String generate(String command) {
        int control = Integer.parseInt(command.substring(4, 6), 16);
        Type asked = control >>> 6 == 1 ? Type.TC : control >>> 6 == 2 ? Type.ARQC : Type.AAC;
        Type given = cryptograms++ == 0 ? first.apply(asked) : second.apply(asked);
        told += data(command);
        String information = Hex.of(new byte[] {(byte) given.informationByte()});
        String cryptogram = TestIssuer.sha1(information + counterHex() + told).substring(0, 16);
        String issuerData = "06011203A00000";
        if ((control & 0x10) != 0 && given != Type.AAC) {
            return signed(information, cryptogram, issuerData, command);
        }
        return templates
                ? Hex.tlv(
                                "77",
                                Hex.tlv("9F27", information),
                                Hex.tlv("9F36", counterHex()),
                                Hex.tlv("9F26", cryptogram),
                                Hex.tlv("9F10", issuerData))
                        + "9000"
                : Hex.tlv("80", information, counterHex(), cryptogram, issuerData) + "9000";
    }

    // The unpredictable number is at the end of both lists of this card.
    private String signed(String information, String cryptogram, String issuerData, String command) {
        String data = data(command);
        String plain = Hex.tlv("9F27", information) + Hex.tlv("9F36", counterHex()) + Hex.tlv("9F10", issuerData);
        String dynamic = "08" + DYNAMIC_NUMBER + information + cryptogram + TestIssuer.sha1(told + plain);
        String signature = TestIssuer.signedDynamic(dynamic, data.substring(data.length() - 8));
        return Hex.tlv("77", plain, Hex.tlv("9F4B", signature)) + "9000";
    }

    private String counterHex() {
        return Hex.of(new byte[] {(byte) (counter >>> 8), (byte) counter});
    }

    private static String data(String command) {
        int length = command.length() > 10 ? Integer.parseInt(command.substring(8, 10), 16) : 0;
        return command.substring(10, Math.min(command.length(), 10 + 2 * length));
    }
}
