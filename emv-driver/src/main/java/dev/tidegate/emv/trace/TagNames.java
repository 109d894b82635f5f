package dev.tidegate.emv.trace;

import dev.tidegate.core.emv.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The books' names of tags (EMV 4.4 Book 3, Annex A; Contactless Books B, C-2 and C-3), and which of them are secret.
 */
final class TagNames {
    /** Number, track data, name, PIN: never written down (PCI DSS 3.3 and 3.4). */
    private static final Set<Integer> SECRET =
            Set.of(0x56, 0x57, 0x5A, 0x5F20, 0x5F24, 0x99, 0x9F0B, 0x9F1F, 0x9F20, 0x9F60, 0x9F61, 0x9F6B);

    private static final Map<Integer, String> NAMES = new HashMap<>();

    static {
        String table = """
                42 issuer identification number
                4F application identifier
                50 application label
                56 track 1 data
                57 track 2 equivalent data
                5A primary account number
                5F20 cardholder name
                5F24 application expiration date
                5F25 application effective date
                5F28 issuer country code
                5F2A transaction currency code
                5F2D language preference
                5F30 service code
                5F34 PAN sequence number
                5F36 transaction currency exponent
                5F50 issuer URL
                5F55 issuer country code, alpha-2
                61 application template
                6F file control information template
                70 record template
                71 issuer script template 1
                72 issuer script template 2
                73 directory discretionary template
                77 response template, format 2
                80 response template, format 1
                81 amount authorised, binary
                82 application interchange profile
                83 command template
                84 dedicated file name
                86 issuer script command
                87 application priority indicator
                88 short file identifier
                8A authorisation response code
                8C card risk management DOL 1
                8D card risk management DOL 2
                8E cardholder verification method list
                8F certification authority public key index
                90 issuer public key certificate
                91 issuer authentication data
                92 issuer public key remainder
                93 signed static application data
                94 application file locator
                95 terminal verification results
                97 transaction certificate DOL
                98 transaction certificate hash value
                99 transaction PIN data
                9A transaction date
                9B transaction status information
                9C transaction type
                9D directory definition file name
                9F01 acquirer identifier
                9F02 amount authorised
                9F03 amount other
                9F04 amount other, binary
                9F05 application discretionary data
                9F06 application identifier, terminal
                9F07 application usage control
                9F08 application version number
                9F09 application version number, terminal
                9F0B cardholder name, extended
                9F0D issuer action code, default
                9F0E issuer action code, denial
                9F0F issuer action code, online
                9F10 issuer application data
                9F11 issuer code table index
                9F12 application preferred name
                9F13 last online ATC register
                9F14 lower consecutive offline limit
                9F15 merchant category code
                9F16 merchant identifier
                9F17 PIN try counter
                9F18 issuer script identifier
                9F1A terminal country code
                9F1B terminal floor limit
                9F1C terminal identification
                9F1D terminal risk management data
                9F1E interface device serial number
                9F1F track 1 discretionary data
                9F20 track 2 discretionary data
                9F21 transaction time
                9F22 certification authority public key index, terminal
                9F23 upper consecutive offline limit
                9F26 application cryptogram
                9F27 cryptogram information data
                9F29 extended selection
                9F2A kernel identifier
                9F2D ICC PIN encipherment public key certificate
                9F2E ICC PIN encipherment public key exponent
                9F2F ICC PIN encipherment public key remainder
                9F32 issuer public key exponent
                9F33 terminal capabilities
                9F34 cardholder verification method results
                9F35 terminal type
                9F36 application transaction counter
                9F37 unpredictable number
                9F38 processing options DOL
                9F39 point-of-service entry mode
                9F3A amount, reference currency
                9F40 additional terminal capabilities
                9F41 transaction sequence counter
                9F42 application currency code
                9F44 application currency exponent
                9F45 data authentication code
                9F46 ICC public key certificate
                9F47 ICC public key exponent
                9F48 ICC public key remainder
                9F49 dynamic data authentication DOL
                9F4A static data authentication tag list
                9F4B signed dynamic application data
                9F4C ICC dynamic number
                9F4D log entry
                9F4E merchant name and location
                9F4F log format
                9F5B issuer script results
                9F60 checksum of track 1
                9F61 checksum of track 2
                9F62 track 1, places of the checksum
                9F63 track 1, places of number and counter
                9F64 track 1, digits of the counter
                9F65 track 2, places of the checksum
                9F66 terminal transaction qualifiers
                9F67 track 2, digits of the counter
                9F68 cardholder verification method list, stripe mode
                9F69 card authentication related data
                9F6A unpredictable number in digits
                9F6B track 2 data
                9F6C card transaction qualifiers
                9F6E form factor indicator
                9F7C customer exclusive data
                9F7E mobile support indicator
                A5 FCI proprietary template
                BF0C FCI issuer discretionary data
                """;
        table.lines().forEach(line -> {
            int space = line.indexOf(' ');
            NAMES.put(Integer.parseInt(line.substring(0, space), 16), line.substring(space + 1));
        });
    }

    private TagNames() {}

    /** The books' name, or that there is none. */
    static String of(Tag tag) {
        return NAMES.getOrDefault(tag.value(), "not of the books");
    }

    /** Whether its value is written down nowhere. */
    static boolean isSecret(Tag tag) {
        return SECRET.contains(tag.value());
    }
}
