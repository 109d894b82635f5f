package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.profile.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.GenericPackager;

/** One sale of 345 bytes made, and one answer of 345 bytes read; and the same by the library bare. */
public final class CodecWork {
    /** As long as the design says. */
    public static final int BYTES = 345;

    private static final Instant NOON = Instant.parse("2026-11-22T13:04:05Z");
    private static final String NUMBER = "4761739001010119";
    private static final Tag FILLER = new Tag(0x9F41);
    private static final int FILLER_HEAD = 3;

    private final IsoCodec codec;
    private final GenericPackager packager;
    private final SaleFacts facts;
    private final ClearCard card = new ClearCard(
            Pan.of(NUMBER.getBytes(StandardCharsets.US_ASCII)),
            new ExpiryDate(2030, 12),
            1,
            Track2.of((NUMBER + "D30121010000000000000").getBytes(StandardCharsets.US_ASCII)));
    private final byte[] request;
    private final byte[] answer;

    /** @param profiles the folder of profiles */
    public CodecWork(Path profiles) throws IOException {
        Profile profile = ProfileReader.read(profiles.resolve("iso87-generic"), name -> null);
        this.codec = new IsoCodec(profile);
        try (InputStream in = Files.newInputStream(profile.packager())) {
            this.packager = new GenericPackager(in);
        } catch (ISOException e) {
            throw new IOException(e);
        }
        int filler = BYTES - codec.sale(facts(0), card).bytes().length - FILLER_HEAD;
        this.facts = facts(filler);
        this.request = codec.sale(facts, card).bytes();
        this.answer = answer();
    }

    /** A measurement of something that does not work says nothing. */
    public void prove() throws ISOException {
        ISOMsg theirs = unpacked(request);
        boolean same = request.length == BYTES
                && answer.length == BYTES
                && codec.decode(answer).responseCode().equals("00")
                && Arrays.equals(theirs.pack(), request);
        if (!same) {
            throw new IllegalStateException("the codec does not work");
        }
    }

    /** Builds and packs the sale, and reads the answer. */
    public Object codec() {
        try (Outbound message = codec.sale(facts, card)) {
            return message.bytes().length + codec.decode(answer).fields().size();
        }
    }

    /** Builds and packs the sale alone. */
    public Object pack() {
        try (Outbound message = codec.sale(facts, card)) {
            return message.bytes().length;
        }
    }

    /** Reads the answer alone. */
    public Object unpack() {
        return codec.decode(answer);
    }

    /** The library alone: the same fields set and packed, the same answer unpacked, nothing checked. */
    public Object bare() throws ISOException {
        ISOMsg read = unpacked(answer);
        ISOMsg again = new ISOMsg("0200");
        again.setPackager(packager);
        for (int field = 2; field <= read.getMaxField(); field++) {
            if (read.hasField(field)) {
                again.set(read.getComponent(field));
            }
        }
        return again.pack();
    }

    private ISOMsg unpacked(byte[] frame) throws ISOException {
        ISOMsg message = new ISOMsg();
        message.setPackager(packager);
        message.unpack(frame);
        return message;
    }

    /** The request's fields as an answer, with DE 39, and DE 55 shorter by as much. */
    private byte[] answer() throws IOException {
        try {
            ISOMsg message = unpacked(codec.sale(
                            facts(Objects.requireNonNull(facts.tags(), "a chip sale")
                                            .tags()
                                            .value(FILLER)
                                            .length()
                                    - 2),
                            card)
                    .bytes());
            message.setMTI("0210");
            message.set(39, "00");
            return message.pack();
        } catch (ISOException e) {
            throw new IOException(e);
        }
    }

    private static SaleFacts facts(int filler) {
        TlvSet tags = TlvSet.read(Octets.ofHex("9F260811223344556677889F2701809F100706011203A000009F3704DEADBEEF"
                + "9F36020001950500000000009A032611229C01009F02060000000012505F2A020978820219809F1A020276"
                + "9F0306000000000000"));
        return new SaleFacts(
                MessageKind.SALE,
                false,
                new Terminal(
                        TillId.of("00000000-0000-7000-8000-00000000a001"),
                        "house",
                        "TILL0001",
                        "MERCHANT0000001",
                        "Corner shop, Berlin" + " ".repeat(21),
                        "5411",
                        Currency.getInstance("EUR"),
                        ZoneId.of("Europe/Berlin")),
                Amount.of(1250, "EUR"),
                NOON,
                EntryMode.CHIP,
                new FrozenTags(filler > 0 ? tags.with(FILLER, Octets.of(new byte[filler])) : tags),
                new Stan(17),
                new Rrn("632600000001"),
                NOON,
                null);
    }
}
