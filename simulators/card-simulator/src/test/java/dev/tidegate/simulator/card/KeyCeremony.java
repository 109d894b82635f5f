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
    private static final int PIN_BITS = 896;

    private KeyCeremony() {}

    /** With the old file as second argument, keys that it holds stay and only missing ones are made. */
    public static void main(String[] arguments) throws Exception {
        JsonMapper json = new JsonMapper();
        ObjectNode root = arguments.length > 1
                ? (ObjectNode) json.readTree(Path.of(arguments[1]).toFile())
                : json.createObjectNode();
        root.put("note", "Fixed test keys of the card simulator. They are published and protect nothing.");
        ObjectNode authorities = root.withObject("/authorities");
        ObjectNode issuers = root.withObject("/issuers");
        ObjectNode cards = root.withObject("/cards");
        for (Scheme scheme : Scheme.values()) {
            add(authorities, scheme.name(), AUTHORITY_BITS, scheme);
            add(issuers, scheme.name(), ISSUER_BITS, scheme);
        }
        for (CardProfile profile : CardProfile.all()) {
            for (ApplicationProfile application : profile.applications()) {
                String name = profile.keyName(application);
                add(cards, name, application.keyBits(), application.scheme());
                if (application.rules().pin().filter(Pin::enciphered).isPresent()) {
                    add(cards, name + "-pin", PIN_BITS, application.scheme());
                }
            }
        }
        Files.writeString(Path.of(arguments[0]), root.toPrettyString() + "\n");
    }

    private static void add(ObjectNode level, String name, int bits, Scheme scheme) throws GeneralSecurityException {
        if (!level.has(name)) {
            write(level.putObject(name), bits, scheme);
        }
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
