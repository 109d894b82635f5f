package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Recovers a card's keys as a terminal does, from the authority's public key down (EMV 4.4 Book 2, 5.3, 5.4, 6.3 to
 * 6.5), with none of the card's code.
 */
final class CertificateChain {
    /** The file that the till reads, at the root of the project. */
    static final Path AUTHORITY_KEYS = Path.of("../../config/kernel/capks/simulator.json");

    private final Terminal terminal;
    private final PublicKey issuer;
    private final PublicKey card;

    private record PublicKey(BigInteger modulus, BigInteger exponent) {
        int length() {
            return modulus.bitLength() / 8;
        }
    }

    CertificateChain(Terminal terminal) {
        this.terminal = terminal;
        byte[] issuerRest = Terminal.join(optional(0x92), terminal.value(0x9F32));
        byte[] issuerPart = recover(authority(), terminal.value(0x90), issuerRest);
        assertThat(issuerPart[0]).isEqualTo((byte) 0x02);
        assertThat(hex(issuerPart, 1, 4)).isEqualTo(number().substring(0, 6) + "FF");
        issuer = key(issuerPart, 14, 12, optional(0x92), terminal.value(0x9F32));

        byte[] cardRest = Terminal.join(optional(0x9F48), terminal.value(0x9F47), terminal.staticData());
        byte[] cardPart = recover(issuer, terminal.value(0x9F46), cardRest);
        assertThat(cardPart[0]).isEqualTo((byte) 0x04);
        assertThat(hex(cardPart, 1, 10)).isEqualTo(number() + "FFFF");
        card = key(cardPart, 20, 18, optional(0x9F48), terminal.value(0x9F47));
    }

    /** The data authentication code out of the signed static data. */
    String dataAuthenticationCode() {
        byte[] signed = recover(issuer, terminal.value(0x93), terminal.staticData());
        assertThat(signed[0]).isEqualTo((byte) 0x03);
        return hex(signed, 2, 2);
    }

    /** The card's dynamic data out of a signature over these bytes of the terminal. */
    byte[] dynamicData(byte[] signature, byte[] terminalData) {
        byte[] signed = recover(card, signature, terminalData);
        assertThat(signed[0]).isEqualTo((byte) 0x05);
        assertThat(signed[1]).isEqualTo((byte) 0x01);
        return Arrays.copyOfRange(signed, 3, 3 + signed[2]);
    }

    /** The key for enciphered PINs, out of its certificate. */
    BigInteger pinModulus() {
        byte[] rest = Terminal.join(optional(0x9F2F), terminal.value(0x9F2E));
        byte[] part = recover(issuer, terminal.value(0x9F2D), rest);
        assertThat(part[0]).isEqualTo((byte) 0x04);
        return key(part, 20, 18, optional(0x9F2F), terminal.value(0x9F2E)).modulus();
    }

    private String number() {
        return terminal.hex(0x5A);
    }

    private PublicKey authority() {
        String registeredId = terminal.hex(0x4F).substring(0, 10);
        for (JsonNode key : authorityKeys()) {
            if (key.get("rid").textValue().equals(registeredId)
                    && key.get("index").textValue().equals(terminal.hex(0x8F))) {
                return new PublicKey(
                        new BigInteger(key.get("modulus").textValue(), 16),
                        new BigInteger(key.get("exponent").textValue(), 16));
            }
        }
        throw new AssertionError("no authority key for " + registeredId);
    }

    static JsonNode authorityKeys() {
        try {
            return new JsonMapper().readTree(AUTHORITY_KEYS.toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] optional(int tag) {
        return terminal.has(tag) ? terminal.value(tag) : new byte[0];
    }

    private static PublicKey key(byte[] part, int head, int lengthAt, byte[] remainder, byte[] exponent) {
        int length = part[lengthAt] & 0xFF;
        assertThat(part[lengthAt + 1]).isEqualTo((byte) exponent.length);
        byte[] leftmost = Arrays.copyOfRange(part, head, Math.min(part.length, head + length));
        byte[] modulus = Terminal.join(leftmost, remainder);
        assertThat(modulus).hasSize(length);
        return new PublicKey(new BigInteger(1, modulus), new BigInteger(1, exponent));
    }

    /** What lies between 6A and the hash, once the hash has been found right. */
    private static byte[] recover(PublicKey key, byte[] signature, byte[] rest) {
        assertThat(signature).hasSize(key.length());
        byte[] block = new BigInteger(1, signature)
                .modPow(key.exponent(), key.modulus())
                .toByteArray();
        assertThat(block).hasSize(key.length());
        assertThat(block[0]).isEqualTo((byte) 0x6A);
        assertThat(block[block.length - 1]).isEqualTo((byte) 0xBC);
        byte[] part = Arrays.copyOfRange(block, 1, block.length - 21);
        byte[] hash = Arrays.copyOfRange(block, block.length - 21, block.length - 1);
        assertThat(hash).isEqualTo(sha1(Terminal.join(part, rest)));
        return part;
    }

    static byte[] sha1(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(byte[] bytes, int from, int length) {
        return HexFormat.of().withUpperCase().formatHex(bytes, from, from + length);
    }
}
