package dev.tidegate.simulator.card;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is written into a card when it is issued: an application with all records, as one side of the card shows it.
 *
 * <pre>
 * SFI 1  record 1   57 5F20                                           what a stripe would have held
 *        record 2   5A 5F24 5F25 5F28 5F34 … 8C 8D 8E 9F0D-F 9F4A     authenticated
 * SFI 2  record 1   8F 90 92 9F32                                     the issuer's certificate
 *        record 2   93                                                signed static data
 *        record 3   9F46 9F47 9F48 9F49                               the card's certificate
 *        record 4   9F2D 9F2E 9F2F                                    its PIN key's certificate, if it has one
 * </pre>
 *
 * A Visa-like application behind the antenna has 57 in the answer to GET PROCESSING OPTIONS, no 5F34 and no rules in
 * the authenticated record; the record with 9F69 is made in each transaction. An application of stripe mode has, behind
 * the antenna, its track 9F6B in the first record of file 1 and no other.
 */
final class Personalisation {
    /** The authority's key has this index on every card, 8F. */
    static final String AUTHORITY_INDEX = "E1";

    /** CDOL1, 8C: what the first cryptogram covers, as far as the terminal knows it. */
    static final String FIRST_LIST = "9F02069F03069F1A0295055F2A029A039C019F3704";

    /** CDOL2, 8D: the same after the response code. */
    static final String SECOND_LIST = "8A02" + FIRST_LIST;

    /** DDOL, 9F49: the unpredictable number. */
    static final String AUTHENTICATION_LIST = "9F3704";

    /** The file whose only record holds 9F69, made by each Visa-like transaction. */
    static final int PASSING_FILE = 4;

    private static final String STRIPE_AND_RULES = "08010100" + "08020201";
    private static final String STRIPE_ALONE = "08010100";
    private static final String RULES_ALONE = "08020201";
    private static final int RECORD = 0x70;

    private final String service;
    private final ApplicationProfile profile;
    private final Face face;
    private final CardKeys keys;

    /** @param service the stripe's service code, for 57 and 5F30 */
    Personalisation(ApplicationProfile profile, Face face, CardKeys keys, String service) {
        this.profile = profile;
        this.face = face;
        this.keys = keys;
        this.service = service;
    }

    /**
     * PSE or PPSE, the directory that names the applications in their order (EMV 4.4 Book 1, 12.2.3; Book B, 3.3.1).
     */
    static DedicatedFile directory(Face face, List<ApplicationProfile> applications) {
        byte[] entries = new byte[0];
        for (ApplicationProfile one : applications) {
            byte[] kernel =
                    face == Face.CONTACT ? new byte[0] : Tlv.of(0x9F2A, one.scheme() == Scheme.VISA ? "03" : "02");
            entries = Bytes.join(
                    entries,
                    Tlv.of(
                            0x61,
                            Tlv.of(0x4F, one.scheme().applicationId()),
                            Tlv.of(0x50, text(one.label())),
                            Tlv.of(0x87, Bytes.number(one.priority(), 1)),
                            kernel));
        }
        return face == Face.CONTACT
                ? new DedicatedFile(face.directory(), Tlv.of(0x88, "01"), Map.of(1, List.of(Tlv.of(RECORD, entries))))
                : new DedicatedFile(face.directory(), Tlv.of(0xBF0C, entries), Map.of());
    }

    DedicatedFile application() {
        DataObjectList list = profile.processingList(face);
        byte[] proprietary = Bytes.join(
                Tlv.of(0x50, text(profile.label())),
                Tlv.of(0x87, Bytes.number(profile.priority(), 1)),
                list.isEmpty() ? new byte[0] : Tlv.of(0x9F38, list.bytes()),
                Tlv.of(0x5F2D, text("en")),
                Tlv.of(0x9F11, "01"),
                Tlv.of(0x9F12, text("Tidegate " + profile.scheme().brand())));
        Map<Integer, List<byte[]>> records = new HashMap<>();
        records.put(1, List.of(stripeRecord(), Tlv.of(RECORD, authenticated())));
        records.put(2, keyRecords());
        return new DedicatedFile(profile.scheme().applicationId(), proprietary, records);
    }

    /** AFL, 94: record 2 of file 1 is authenticated. */
    byte[] fileLocator() {
        if (profile.isStripe(face)) {
            return Bytes.hex(STRIPE_ALONE);
        }
        int last = keyRecords().size();
        byte[] keyFile = Bytes.join(Bytes.hex("1001"), Bytes.number(last, 1), Bytes.hex("00"));
        return isVisaContactless()
                ? Bytes.join(Bytes.hex(RULES_ALONE), keyFile, Bytes.hex("20010100"))
                : Bytes.join(Bytes.hex(STRIPE_AND_RULES), keyFile);
    }

    /** Track 2 as a chip has it. */
    byte[] trackEquivalent() {
        return profile.holder().trackEquivalent(service);
    }

    private boolean isVisaContactless() {
        return face == Face.CONTACTLESS && profile.scheme() == Scheme.VISA;
    }

    private byte[] stripeRecord() {
        if (profile.isStripe(face)) {
            return tapRecord();
        }
        return Tlv.of(RECORD, Tlv.of(0x57, trackEquivalent()), Tlv.of(0x5F20, text(Holder.NAME)));
    }

    /** Where the digits of a tap go: checksum p4 to p2, terminal's number p7 to p5, counter p9 and p8. */
    private byte[] tapRecord() {
        return Tlv.of(
                RECORD,
                Tlv.of(0x9F6C, "0001"),
                Tlv.of(0x9F65, "000E"),
                Tlv.of(0x9F66, "01F0"),
                Tlv.of(0x9F6B, trackEquivalent()),
                Tlv.of(0x9F67, "02"),
                Tlv.of(0x9F68, "00000000000000005E031F03"));
    }

    /** The contents of the authenticated record. */
    private byte[] authenticated() {
        Map<Integer, String> objects = new LinkedHashMap<>();
        person(objects);
        if (!isVisaContactless()) {
            rules(objects);
            objects.put(0x8C, Bytes.hex(profile.firstList().bytes()));
            objects.put(0x8D, Bytes.hex(profile.secondList().bytes()));
        }
        objects.put(0x9F4A, "82");
        objects.putAll(new TreeMap<>(profile.objects()));
        byte[] all = new byte[0];
        for (Map.Entry<Integer, String> object : objects.entrySet()) {
            if (!object.getValue().isEmpty()) {
                all = Bytes.join(all, Tlv.of(object.getKey(), object.getValue()));
            }
        }
        return all;
    }

    private void person(Map<Integer, String> objects) {
        objects.put(0x5A, Bytes.hex(profile.holder().number().compressed()));
        objects.put(0x5F24, profile.holder().expiry());
        objects.put(0x5F25, isExpiredBefore2025() ? "200101" : "250101");
        objects.put(0x5F28, "0276");
        objects.put(0x5F30, "0" + service);
        if (!isVisaContactless()) {
            objects.put(0x5F34, profile.holder().sequence());
        }
    }

    private boolean isExpiredBefore2025() {
        return profile.holder().expiry().compareTo("250101") < 0;
    }

    private void rules(Map<Integer, String> objects) {
        // No CVM under 50.00 in the card's own currency, else signature where the terminal can, else no CVM.
        objects.put(0x8E, "00001388" + "00000000" + "1F06" + "5E03" + "1F00");
        objects.put(0x9F07, "FF00");
        objects.put(0x9F08, profile.scheme() == Scheme.VISA ? "008C" : "0002");
        objects.put(0x9F0D, profile.rules().behaviour().actionCodeDefault());
        objects.put(0x9F0E, "0000000000");
        objects.put(0x9F0F, "FC50BCF800");
        objects.put(0x9F42, "0978");
    }

    /** What the issuer signs: the authenticated record and, as 9F4A says, the AIP (EMV 4.4 Book 3, 10.3). */
    private byte[] staticData() {
        return Bytes.join(authenticated(), profile.interchangeProfile(face));
    }

    private List<byte[]> keyRecords() {
        List<byte[]> records = new ArrayList<>(List.of(issuerRecord(), staticSignatureRecord(), cardRecord()));
        keys.pin().filter(_ -> hasPinKey()).ifPresent(key -> records.add(pinRecord(key)));
        return records;
    }

    private boolean hasPinKey() {
        Optional<Pin> pin = profile.rules().pin();
        return face == Face.CONTACT && pin.filter(Pin::enciphered).isPresent();
    }

    private byte[] issuerRecord() {
        PublicKeyCertificate issuer = PublicKeyCertificate.ofIssuer(
                keys.authority(), keys.issuer(), profile.holder().number());
        return Tlv.of(
                RECORD,
                Tlv.of(0x8F, AUTHORITY_INDEX),
                Tlv.of(0x90, issuer.certificate()),
                remainder(0x92, issuer),
                Tlv.of(0x9F32, issuer.exponent()));
    }

    private byte[] staticSignatureRecord() {
        return Tlv.of(RECORD, Tlv.of(0x93, DataSignature.ofStaticData(keys.issuer(), staticData())));
    }

    private byte[] cardRecord() {
        PublicKeyCertificate card = PublicKeyCertificate.ofCard(
                keys.issuer(), keys.card(), profile.holder().number(), staticData());
        return Tlv.of(
                RECORD,
                Tlv.of(0x9F46, card.certificate()),
                Tlv.of(0x9F47, card.exponent()),
                remainder(0x9F48, card),
                Tlv.of(0x9F49, AUTHENTICATION_LIST));
    }

    private byte[] pinRecord(RsaKey key) {
        PublicKeyCertificate pin =
                PublicKeyCertificate.ofPin(keys.issuer(), key, profile.holder().number());
        return Tlv.of(
                RECORD, Tlv.of(0x9F2D, pin.certificate()), Tlv.of(0x9F2E, pin.exponent()), remainder(0x9F2F, pin));
    }

    private static byte[] remainder(int tag, PublicKeyCertificate key) {
        return key.remainder().length == 0 ? new byte[0] : Tlv.of(tag, key.remainder());
    }

    private static byte[] text(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }
}
