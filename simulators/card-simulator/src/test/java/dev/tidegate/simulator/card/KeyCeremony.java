package dev.tidegate.simulator.card;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Locale;

/**
 * Makes new test keys of all levels, by hand and seldom: its output is the resource {@code keys.json}, and after it
 * {@code --export-capks} has to be run again. The lengths are such that each certificate leaves a remainder.
 */
final class KeyCeremony {
    private static final int AUTHORITY_BITS = 1408;
    private static final int ISSUER_BITS = 1152;
    private static final int CARD_BITS = 1024;

    private KeyCeremony() {}

    public static void main(String[] arguments) throws Exception {
        JsonMapper json = new JsonMapper();
        ObjectNode root = json.createObjectNode();
        root.put("note", "Fixed test keys of the card simulator. They are published and protect nothing.");
        ObjectNode authorities = root.putObject("authorities");
        ObjectNode issuers = root.putObject("issuers");
        ObjectNode cards = root.putObject("cards");
        for (Scheme scheme : Scheme.values()) {
            write(authorities.putObject(scheme.name()), AUTHORITY_BITS, scheme);
            write(issuers.putObject(scheme.name()), ISSUER_BITS, scheme);
        }
        for (CardProfile profile : CardProfile.all()) {
            write(cards.putObject(profile.name()), CARD_BITS, profile.scheme());
        }
        Files.writeString(Path.of(arguments[0]), root.toPrettyString() + "\n");
    }

    private static void write(ObjectNode node, int bits, Scheme scheme) throws GeneralSecurityException {
        // The books allow 3 and 65537: one scheme has the one, the other the other.
        BigInteger exponent = scheme == Scheme.VISA ? BigInteger.valueOf(3) : RSAKeyGenParameterSpec.F4;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
        RSAPrivateKey key = (RSAPrivateKey) generator.generateKeyPair().getPrivate();
        node.put("modulus", hex(key.getModulus()));
        node.put("exponent", hex(exponent));
        node.put("privateExponent", hex(key.getPrivateExponent()));
    }

    private static String hex(BigInteger number) {
        String digits = number.toString(16).toUpperCase(Locale.ROOT);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }
}
