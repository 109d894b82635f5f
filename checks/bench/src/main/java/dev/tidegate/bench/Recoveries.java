package dev.tidegate.bench;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.authentication.CertificationAuthorityKey;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bare RSA recoveries of a transaction, with the keys and signatures that its card gave: the floor of a kernel that
 * authenticates. Listens to one transaction, and then does its powers alone.
 */
final class Recoveries implements CardChannel {
    private record Power(BigInteger base, BigInteger exponent, BigInteger modulus) {}

    private static final Tag AUTHORITY = new Tag(0x8F);
    private static final Tag ISSUER_CERTIFICATE = new Tag(0x90);
    private static final Tag ISSUER_REMAINDER = new Tag(0x92);
    private static final Tag ISSUER_EXPONENT = new Tag(0x9F32);
    private static final Tag CARD_CERTIFICATE = new Tag(0x9F46);
    private static final Tag CARD_EXPONENT = new Tag(0x9F47);
    private static final Tag CARD_REMAINDER = new Tag(0x9F48);
    private static final Tag SIGNATURE = new Tag(0x9F4B);

    /**
     * Of a certificate: header, format, identifier, expiry, serial, algorithms, lengths; and at its end hash, trailer.
     */
    private static final int ISSUER_KEY_AT = 15;

    private static final int CARD_KEY_AT = 21;
    private static final int BEHIND = 21;

    private final CardChannel card;
    private final Map<Tag, Octets> objects = new HashMap<>();
    private final List<Octets> signatures = new ArrayList<>();
    private final List<Power> powers = new ArrayList<>();

    Recoveries(CardChannel card) {
        this.card = card;
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        int from = response.position();
        Transmission transmission = card.transmit(command, response);
        byte[] answer = new byte[Math.max(0, response.position() - from - 2)];
        response.duplicate().get(from, answer);
        collect(Slice.of(answer));
        return transmission;
    }

    /**
     * Works out the powers from what was heard; how many there are.
     *
     * @throws IllegalStateException the card gave no certificates, or of an authority that is not known
     */
    int prepare(List<CertificationAuthorityKey> authorities) {
        CertificationAuthorityKey authority = authorities.stream()
                .filter(key -> key.index() == heard(AUTHORITY).at(0)
                        && recovers(number(key.modulus()), number(key.exponent())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no authority of this card"));
        byte[] issuer = add(ISSUER_CERTIFICATE, number(authority.exponent()), number(authority.modulus()));
        BigInteger issuerModulus = modulus(issuer, ISSUER_KEY_AT, ISSUER_REMAINDER);
        byte[] own = add(CARD_CERTIFICATE, number(heard(ISSUER_EXPONENT)), issuerModulus);
        BigInteger cardModulus = modulus(own, CARD_KEY_AT, CARD_REMAINDER);
        signatures.forEach(
                signature -> powers.add(new Power(number(signature), number(heard(CARD_EXPONENT)), cardModulus)));
        return powers.size();
    }

    /** All of them; what comes out has no use but to be there. */
    int run() {
        int bits = 0;
        for (Power power : powers) {
            bits += power.base().modPow(power.exponent(), power.modulus()).bitLength();
        }
        return bits;
    }

    private boolean recovers(BigInteger modulus, BigInteger exponent) {
        byte[] block =
                number(heard(ISSUER_CERTIFICATE)).modPow(exponent, modulus).toByteArray();
        return block[0] == 0x6A && block[block.length - 1] == (byte) 0xBC;
    }

    private byte[] add(Tag certificate, BigInteger exponent, BigInteger modulus) {
        Power power = new Power(number(heard(certificate)), exponent, modulus);
        powers.add(power);
        return power.base().modPow(exponent, modulus).toByteArray();
    }

    private BigInteger modulus(byte[] block, int keyAt, Tag remainder) {
        Octets inside = Octets.of(block, keyAt, block.length - BEHIND - keyAt);
        int length = block[keyAt - 2] & 0xFF;
        return number(length <= inside.length() ? inside.slice(0, length) : inside.plus(heard(remainder)));
    }

    private Octets heard(Tag tag) {
        Octets value = objects.get(tag);
        if (value == null) {
            throw new IllegalStateException("the card gave no " + tag);
        }
        return value;
    }

    private void collect(Slice run) {
        try {
            for (TlvElement element : TlvElement.readAll(run)) {
                if (element.tag().isConstructed()) {
                    collect(element.value());
                } else if (element.tag().equals(SIGNATURE)) {
                    signatures.add(element.value().octets());
                } else {
                    objects.put(element.tag(), element.value().octets());
                }
            }
        } catch (MalformedCardDataException e) {
            throw new IllegalStateException("a test card that gives no TLV", e);
        }
    }

    private static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toByteArray());
    }
}
