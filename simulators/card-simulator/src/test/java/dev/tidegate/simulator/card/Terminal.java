package dev.tidegate.simulator.card;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A terminal of the tests: drives one transaction by the books and keeps everything that was said. */
final class Terminal {
    private static final HexFormat HEX = HexFormat.of();

    private final UnaryOperator<byte[]> card;
    private final Map<Integer, byte[]> values = new LinkedHashMap<>();
    private byte[] staticData = new byte[0];
    private byte[] processingValues = new byte[0];

    Terminal(UnaryOperator<byte[]> card) {
        this.card = card;
        set(0x9F02, "000000001234");
        set(0x9F03, "000000000000");
        set(0x9F1A, "0276");
        set(0x95, "0000008000");
        set(0x5F2A, "0978");
        set(0x9A, "261122");
        set(0x9C, "00");
        set(0x9F37, "C0FFEE01");
        set(0x8A, "3030");
    }

    void set(int tag, String hex) {
        values.put(tag, HEX.parseHex(hex));
    }

    byte[] value(int tag) {
        byte[] value = values.get(tag);
        if (value == null) {
            throw new AssertionError("the terminal has no " + Integer.toHexString(tag));
        }
        return value;
    }

    String hex(int tag) {
        return HexFormat.of().withUpperCase().formatHex(value(tag));
    }

    boolean has(int tag) {
        return values.containsKey(tag);
    }

    Response send(String command) {
        return send(HEX.parseHex(command.replace(" ", "")));
    }

    Response send(byte[] command) {
        return new Response(card.apply(command));
    }

    /** Through the directory to the application. */
    Response select() {
        send("00A40400 0E 315041592E5359532E4444463031 00");
        values.putAll(send("00B2010C00").objects());
        Response selected = send(command("00A40400", value(0x4F)));
        values.putAll(selected.objects());
        return selected;
    }

    /** SELECT and GET PROCESSING OPTIONS. */
    Response start() {
        select();
        return options();
    }

    /** Through the directory behind the antenna; a cryptogram may be in the answer already. */
    Terminal tap(String qualifiers) {
        set(0x9F66, qualifiers);
        return tap();
    }

    /** The same by a terminal that has no qualifiers. */
    Terminal tap() {
        values.putAll(send("00A40400 0E 325041592E5359532E4444463031 00").objects());
        values.putAll(send(command("00A40400", value(0x4F))).objects());
        options();
        if (has(0x94)) {
            readRecords();
        }
        return this;
    }

    /** The application by its whole name, without the directory, and GET PROCESSING OPTIONS. */
    Response startBy(String applicationId) {
        set(0x4F, applicationId);
        values.putAll(send(command("00A40400", value(0x4F))).objects());
        return options();
    }

    private Response options() {
        processingValues = fill(has(0x9F38) ? value(0x9F38) : new byte[0]);
        byte[] length = {(byte) 0x83, (byte) processingValues.length};
        Response options = send(command("80A80000", join(length, processingValues)));
        Map<Integer, byte[]> objects = options.objects();
        if (objects.containsKey(0x80)) {
            byte[] format = options.object(0x80);
            values.put(0x82, Arrays.copyOf(format, 2));
            values.put(0x94, Arrays.copyOfRange(format, 2, format.length));
        } else {
            values.putAll(objects);
        }
        return options;
    }

    /** All records that the file locator names. */
    void readRecords() {
        byte[] locator = value(0x94);
        for (int at = 0; at < locator.length; at += 4) {
            for (int number = locator[at + 1]; number <= locator[at + 2]; number++) {
                byte[] read = {0x00, (byte) 0xB2, (byte) number, (byte) (locator[at] | 0x04), 0x00};
                byte[] contents = send(read).object(0x70);
                Map<Integer, byte[]> objects = new LinkedHashMap<>();
                Response.collect(contents, objects);
                objects.forEach((tag, value) -> {
                    if (values.put(tag, value) != null) {
                        throw new AssertionError(Integer.toHexString(tag) + " is on the card twice");
                    }
                });
                if (number - locator[at + 1] < locator[at + 3]) {
                    staticData = join(staticData, contents);
                }
            }
        }
        staticData = join(staticData, value(0x82));
    }

    /** From power-up to where cryptograms may be asked for. */
    Terminal ready() {
        start();
        readRecords();
        return this;
    }

    /** GENERATE AC with this P1 over the list 8C or 8D; 9F26, 9F27, 9F36 and 9F10 become the terminal's. */
    Response generate(int p1, int list) {
        Response response = send(command("80AE" + HEX.toHexDigits((byte) p1) + "00", fill(value(list))));
        Map<Integer, byte[]> objects = response.status().equals("9000") ? response.objects() : Map.of();
        if (objects.containsKey(0x80)) {
            byte[] format = response.object(0x80);
            values.put(0x9F27, Arrays.copyOf(format, 1));
            values.put(0x9F36, Arrays.copyOfRange(format, 1, 3));
            values.put(0x9F26, Arrays.copyOfRange(format, 3, 11));
            values.put(0x9F10, Arrays.copyOfRange(format, 11, format.length));
        } else {
            values.putAll(objects);
        }
        return response;
    }

    Response authenticateExternally(byte[] issuerData) {
        return send(command("00820000", issuerData));
    }

    /** What the issuer has signed of the card. */
    byte[] staticData() {
        return staticData.clone();
    }

    byte[] processingValues() {
        return processingValues.clone();
    }

    byte[] fill(byte[] list) {
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        int at = 0;
        while (at < list.length) {
            int tag = list[at++] & 0xFF;
            if ((tag & 0x1F) == 0x1F) {
                tag = tag * 256 + (list[at++] & 0xFF);
            }
            int length = list[at++];
            byte[] value = has(tag) ? value(tag) : new byte[length];
            if (value.length != length) {
                throw new AssertionError("the terminal's " + Integer.toHexString(tag) + " has another length");
            }
            filled.writeBytes(value);
        }
        return filled.toByteArray();
    }

    static byte[] command(String header, byte[] content) {
        byte[] length = {(byte) content.length};
        return join(HEX.parseHex(header), length, content, new byte[1]);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
