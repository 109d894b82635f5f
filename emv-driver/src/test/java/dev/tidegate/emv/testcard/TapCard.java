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
 * A card without contacts, written by hand, with real signatures and made-up cryptograms.
 *
 * <pre>
 * directory      one entry: name, kernel
 * SFI 1 record 1 the application's objects: authenticated
 * SFI 2 record 1 8F 90 92 9F32
 *       record 2 9F46 9F47 9F48
 * Visa's path        GPO: 82 94 57 9F10 9F26 9F36 9F4B 9F6C     PDOL 9F66 9F02 9F37 5F2A
 * Mastercard's path  GPO: 82 94; GENERATE AC with CDA           CDOL 1 below
 * </pre>
 */
public final class TapCard implements CardChannel {
    public static final String PDOL = "9F66049F02069F37045F2A02";
    public static final String CDOL_1 = "9F02069F03069F1A0295055F2A029A039C019F34039F3704";

    private static final String DIRECTORY = "325041592E5359532E4444463031";
    private static final String FILE_LOCATOR = "08010101" + "10010200";
    private static final String COUNTER = "0042";

    private final boolean visa;
    private final String aid;
    private final String pan;
    private final Map<String, String> objects = new LinkedHashMap<>();
    private final Map<String, String> overrides = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();

    private String profile;
    private String pdol;
    private String cardQualifiers = "0000";
    private String signedQualifiers = "0000";
    private Type gives = Type.TC;
    private boolean records = true;
    private boolean forged;
    private UnaryOperator<byte[]> wire = answer -> answer;
    private int removedAt = Integer.MAX_VALUE;
    private String told = "";

    private TapCard(boolean visa) {
        this.visa = visa;
        this.aid = visa ? TestCard.VISA : TestCard.MASTERCARD;
        this.pan = visa ? TestCard.VISA_PAN : TestCard.MASTERCARD_PAN;
        this.profile = visa ? "2000" : "1980";
        this.pdol = visa ? PDOL : "";
        objects.put("5A", pan);
        objects.put("5F24", "391231");
        objects.put("5F34", "01");
        objects.put("9F4A", "82");
        if (!visa) {
            objects.put("8C", CDOL_1);
            objects.put("8E", "00000000000000005E031F03");
            objects.put("9F0D", "0000000000");
            objects.put("9F0E", "0000000000");
            objects.put("9F0F", "F870BCF800");
        }
    }

    public static TapCard visa() {
        return new TapCard(true);
    }

    public static TapCard mastercard() {
        return new TapCard(false);
    }

    /** What it answers the terminal with, where the terminal leaves it the choice. */
    public TapCard giving(Type type) {
        gives = type;
        return this;
    }

    /** Tag 9F6C, and the same signed in 9F69; empty where it has none. */
    public TapCard qualifiers(String hex) {
        cardQualifiers = hex;
        signedQualifiers = hex.isEmpty() ? "0000" : hex;
        return this;
    }

    /** What it signs of its qualifiers, where that differs. */
    public TapCard signing(String hex) {
        signedQualifiers = hex;
        return this;
    }

    public TapCard with(String tag, String value) {
        objects.put(tag, value);
        return this;
    }

    public TapCard without(String tag) {
        objects.remove(tag);
        return this;
    }

    public TapCard profile(String hex) {
        profile = hex;
        return this;
    }

    public TapCard processingList(String hex) {
        pdol = hex;
        return this;
    }

    /** Visa's path: all there is stands in the answer to GET PROCESSING OPTIONS. */
    public TapCard withoutRecords() {
        records = false;
        return this;
    }

    /** Signs something else than it was told. */
    public TapCard forged() {
        forged = true;
        return this;
    }

    public TapCard answering(String prefix, String answer) {
        overrides.put(prefix, answer);
        return this;
    }

    public TapCard onTheWire(UnaryOperator<byte[]> change) {
        wire = change;
        return this;
    }

    public TapCard removedAt(int command) {
        removedAt = command;
        return this;
    }

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
            case "00A4" -> select(data(command));
            case "80A8" -> options(data(command).substring(4));
            case "00B2" -> record(command.substring(4, 8));
            case "80AE" -> generate(command);
            default -> "6D00";
        };
    }

    private String select(String name) {
        if (name.equals(DIRECTORY)) {
            String entry = Hex.tlv("61", Hex.tlv("4F", aid), Hex.tlv("87", "01"), Hex.tlv("9F2A", visa ? "03" : "02"));
            return Hex.tlv("6F", Hex.tlv("84", DIRECTORY), Hex.tlv("A5", Hex.tlv("BF0C", entry))) + "9000";
        }
        String list = pdol.isEmpty() ? "" : Hex.tlv("9F38", pdol);
        return Hex.tlv("6F", Hex.tlv("84", aid), Hex.tlv("A5", Hex.tlv("50", "54455354"), list)) + "9000";
    }

    private String options(String values) {
        told = values;
        if (!visa) {
            return Hex.tlv("77", Hex.tlv("82", profile), Hex.tlv("94", FILE_LOCATOR)) + "9000";
        }
        // 9F10 byte 5, bits 6 and 5: the kind of cryptogram.
        String kind = gives == Type.TC ? "90" : gives == Type.ARQC ? "A0" : "80";
        boolean signs = gives == Type.TC && records;
        return Hex.tlv(
                        "77",
                        Hex.tlv("82", profile),
                        records ? Hex.tlv("94", FILE_LOCATOR) : "",
                        Hex.tlv("57", pan + "D3912201123400001F"),
                        Hex.tlv("9F10", "06010A03" + kind + "0000"),
                        Hex.tlv("9F26", cryptogram()),
                        Hex.tlv("9F36", COUNTER),
                        signs ? Hex.tlv("9F4B", fastSignature(values)) : "",
                        cardQualifiers.isEmpty() ? "" : Hex.tlv("9F6C", cardQualifiers))
                + "9000";
    }

    private String fastSignature(String values) {
        String number = values.length() >= 32 ? values.substring(20, 28) : "00000000";
        String amount = values.length() >= 32 ? values.substring(8, 20) : "";
        String currency = values.length() >= 32 ? values.substring(28, 32) : "";
        String over = number + amount + currency + cardAuthentication();
        return TestIssuer.signedDynamic("02" + COUNTER, forged ? over + "00" : over);
    }

    private String cardAuthentication() {
        return "01" + "AABBCCDD" + signedQualifiers;
    }

    private String record(String place) {
        StringBuilder own = new StringBuilder();
        objects.forEach((tag, value) -> own.append(Hex.tlv(tag, value)));
        String beside = visa && gives == Type.TC ? Hex.tlv("9F69", cardAuthentication()) : "";
        String application = own + beside;
        String statics = application + (objects.containsKey("9F4A") ? profile : "");
        String content = switch (place) {
            case "010C" -> application;
            case "0114" -> Hex.tlv("8F", TestIssuer.AUTHORITY_INDEX) + TestIssuer.issuerRecord(pan);
            case "0214" -> TestIssuer.cardRecord(pan, statics);
            default -> "";
        };
        return content.isEmpty() ? "6A83" : Hex.tlv("70", content) + "9000";
    }

    private String generate(String command) {
        int control = Integer.parseInt(command.substring(4, 6), 16);
        Type asked = control >>> 6 == 1 ? Type.TC : control >>> 6 == 2 ? Type.ARQC : Type.AAC;
        Type given = rank(gives) < rank(asked) ? gives : asked;
        told += data(command);
        String information = Hex.of(new byte[] {(byte) given.informationByte()});
        String plain = Hex.tlv("9F27", information) + Hex.tlv("9F36", COUNTER) + Hex.tlv("9F10", "0110A00003240000");
        if ((control & 0x10) == 0 || given == Type.AAC) {
            return Hex.tlv("77", plain, Hex.tlv("9F26", cryptogram())) + "9000";
        }
        String data = data(command);
        String hashed = TestIssuer.sha1(told + plain + (forged ? "00" : ""));
        String signature = TestIssuer.signedDynamic(
                "08" + "0011223344556677" + information + cryptogram() + hashed, data.substring(data.length() - 8));
        return Hex.tlv("77", plain, Hex.tlv("9F4B", signature)) + "9000";
    }

    private String cryptogram() {
        return TestIssuer.sha1(COUNTER + told).substring(0, 16);
    }

    private static int rank(Type type) {
        return type == Type.AAC ? 0 : type == Type.ARQC ? 1 : 2;
    }

    private static String data(String command) {
        int length = command.length() > 10 ? Integer.parseInt(command.substring(8, 10), 16) : 0;
        return command.substring(10, Math.min(command.length(), 10 + 2 * length));
    }
}
