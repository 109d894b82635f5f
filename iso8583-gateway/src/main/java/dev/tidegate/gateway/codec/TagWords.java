package dev.tidegate.gateway.codec;

import dev.tidegate.core.emv.Tag;
import java.util.Map;

/** The names of the tags that DE 55 holds (EMV 4.4 Book 3, Annex A). */
final class TagWords {
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(0x4F, "Application identifier"),
            Map.entry(0x57, "Track 2 equivalent data"),
            Map.entry(0x5A, "Primary account number"),
            Map.entry(0x71, "Issuer script template 1"),
            Map.entry(0x72, "Issuer script template 2"),
            Map.entry(0x82, "Application interchange profile"),
            Map.entry(0x84, "Dedicated file name"),
            Map.entry(0x8A, "Authorisation response code"),
            Map.entry(0x91, "Issuer authentication data"),
            Map.entry(0x95, "Terminal verification results"),
            Map.entry(0x9A, "Transaction date"),
            Map.entry(0x9B, "Transaction status information"),
            Map.entry(0x9C, "Transaction type"),
            Map.entry(0x5F20, "Cardholder name"),
            Map.entry(0x5F24, "Application expiration date"),
            Map.entry(0x5F2A, "Transaction currency code"),
            Map.entry(0x5F34, "Application PAN sequence number"),
            Map.entry(0x9F02, "Amount, authorised"),
            Map.entry(0x9F03, "Amount, other"),
            Map.entry(0x9F06, "Application identifier, terminal"),
            Map.entry(0x9F09, "Application version number"),
            Map.entry(0x9F10, "Issuer application data"),
            Map.entry(0x9F1A, "Terminal country code"),
            Map.entry(0x9F1E, "Interface device serial number"),
            Map.entry(0x9F26, "Application cryptogram"),
            Map.entry(0x9F27, "Cryptogram information data"),
            Map.entry(0x9F33, "Terminal capabilities"),
            Map.entry(0x9F34, "Cardholder verification method results"),
            Map.entry(0x9F35, "Terminal type"),
            Map.entry(0x9F36, "Application transaction counter"),
            Map.entry(0x9F37, "Unpredictable number"),
            Map.entry(0x9F41, "Transaction sequence counter"),
            Map.entry(0x9F53, "Transaction category code"),
            Map.entry(0x9F66, "Terminal transaction qualifiers"),
            Map.entry(0x9F6C, "Card transaction qualifiers"),
            Map.entry(0x9F6E, "Form factor, or third party data"),
            Map.entry(0x9F7C, "Merchant custom data, or customer exclusive data"));

    private TagWords() {}

    static String of(Tag tag) {
        return WORDS.getOrDefault(tag.value(), "");
    }
}
