package dev.tidegate.simulator.card;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written into a card when it is issued: directory and application with all records.
 *
 * <pre>
 * SFI 1  record 1   57 5F20                                           what a stripe would have held
 *        record 2   5A 5F24 5F25 5F28 5F34 … 8C 8D 8E 9F0D-F 9F4A     authenticated
 * SFI 2  record 1   8F 90 92 9F32                                     the issuer's certificate
 *        record 2   93                                                signed static data
 *        record 3   9F46 9F47 9F48 9F49                               the card's certificate
 * </pre>
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

    /** AFL, 94: record 2 of file 1 is authenticated. */
    static final String FILE_LOCATOR = "08010100" + "08020201" + "10010300";

    private static final int RECORD = 0x70;
    private static final byte[] DIRECTORY_NAME = "1PAY.SYS.DDF01".getBytes(StandardCharsets.US_ASCII);

    private final CardProfile profile;
    private final CardKeys keys;

    Personalisation(CardProfile profile, CardKeys keys) {
        this.profile = profile;
        this.keys = keys;
    }

    /** PSE, the directory that names the one application (EMV 4.4 Book 1, 12.2.3). */
    DedicatedFile directory() {
        byte[] entry =
                Tlv.of(0x61, Tlv.of(0x4F, profile.scheme().applicationId()), Tlv.of(0x50, label()), Tlv.of(0x87, "01"));
        return new DedicatedFile(DIRECTORY_NAME, Tlv.of(0x88, "01"), Map.of(1, List.of(Tlv.of(RECORD, entry))));
    }

    DedicatedFile application() {
        byte[] proprietary = Bytes.join(
                Tlv.of(0x50, label()),
                Tlv.of(0x87, "01"),
                processingList(),
                Tlv.of(0x5F2D, text("en")),
                Tlv.of(0x9F11, "01"),
                Tlv.of(0x9F12, text("Tidegate " + profile.scheme().brand())));
        Map<Integer, List<byte[]>> records = new HashMap<>();
        records.put(1, List.of(stripeRecord(), Tlv.of(RECORD, authenticated())));
        records.put(2, List.of(issuerRecord(), staticSignatureRecord(), cardRecord()));
        return new DedicatedFile(profile.scheme().applicationId(), proprietary, records);
    }

    private byte[] processingList() {
        DataObjectList list = profile.scheme().processingList();
        return list.isEmpty() ? new byte[0] : Tlv.of(0x9F38, list.bytes());
    }

    private byte[] stripeRecord() {
        // Service code 201: chip, normal authorisation, no restriction. The rest is at the issuer's discretion.
        String track = profile.number().digits() + "D3012" + "201" + "000001230";
        byte[] equivalent = Bytes.hex(track.length() % 2 == 0 ? track : track + "F");
        return Tlv.of(RECORD, Tlv.of(0x57, equivalent), Tlv.of(0x5F20, text("TEST CARD/TIDEGATE")));
    }

    /** The contents of the authenticated record. */
    private byte[] authenticated() {
        byte[] person = Bytes.join(
                Tlv.of(0x5A, profile.number().compressed()),
                Tlv.of(0x5F24, "301231"),
                Tlv.of(0x5F25, "250101"),
                Tlv.of(0x5F28, "0276"),
                Tlv.of(0x5F30, "0201"),
                Tlv.of(0x5F34, profile.sequence()));
        byte[] rules = Bytes.join(
                // No CVM under 50.00 in the card's own currency, else signature where the terminal can, else no CVM.
                Tlv.of(0x8E, "00001388" + "00000000" + "1F06" + "5E03" + "1F00"),
                Tlv.of(0x9F07, "FF00"),
                Tlv.of(0x9F08, profile.scheme() == Scheme.VISA ? "008C" : "0002"),
                Tlv.of(0x9F0D, profile.behaviour().actionCodeDefault()),
                Tlv.of(0x9F0E, "0000000000"),
                Tlv.of(0x9F0F, "FC50BCF800"),
                Tlv.of(0x9F42, "0978"));
        byte[] lists = Bytes.join(Tlv.of(0x8C, FIRST_LIST), Tlv.of(0x8D, SECOND_LIST), Tlv.of(0x9F4A, "82"));
        return Bytes.join(person, rules, lists);
    }

    /** What the issuer signs: the authenticated record and, as 9F4A says, the AIP (EMV 4.4 Book 3, 10.3). */
    private byte[] staticData() {
        return Bytes.join(authenticated(), profile.interchangeProfile());
    }

    private byte[] issuerRecord() {
        PublicKeyCertificate issuer = PublicKeyCertificate.ofIssuer(keys.authority(), keys.issuer(), profile.number());
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
        PublicKeyCertificate card =
                PublicKeyCertificate.ofCard(keys.issuer(), keys.card(), profile.number(), staticData());
        return Tlv.of(
                RECORD,
                Tlv.of(0x9F46, card.certificate()),
                Tlv.of(0x9F47, card.exponent()),
                remainder(0x9F48, card),
                Tlv.of(0x9F49, AUTHENTICATION_LIST));
    }

    private static byte[] remainder(int tag, PublicKeyCertificate key) {
        return key.remainder().length == 0 ? new byte[0] : Tlv.of(tag, key.remainder());
    }

    private byte[] label() {
        return text(profile.scheme().label());
    }

    private static byte[] text(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }
}
